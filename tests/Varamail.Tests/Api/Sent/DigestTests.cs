using Varamail.Api.Sent;

namespace Varamail.Tests.Api.Sent;

/// <summary>The same words give the same digest in the pane (addin/tests/compose/dispatch.test.tsx has these two as well).</summary>
internal sealed class DigestTests
{
    private static readonly Guid Id = new("5d2c2b0e-6f1d-4e57-8a53-0e9a4a3a7f10");

    [Test]
    public void Of_a_subject_whatever_its_spaces() =>
        Assert.That(Dispatch.Digest(Id, Dispatch.Subject(" SV:  Bygglov\u00A0Kedum 4:12")), Is.EqualTo("cdd124f5cc75b312a99bd48a604cf56120384a7f056874b40f8df0d828f62ce6"));

    [Test]
    public void Of_recipients_in_whatever_order_and_case() =>
        Assert.That(
            Dispatch.Digest(Id, Dispatch.Recipients(["Ulla@example.se", "anna@example.se", "ulla@example.se"])),
            Is.EqualTo("aaa3e3aab3031d4e17355126e86d0bc7a94044c8eea32b8cab6719afab559d7b")
        );
}
