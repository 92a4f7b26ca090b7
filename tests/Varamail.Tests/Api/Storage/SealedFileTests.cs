using System.Security.Cryptography;
using Varamail.Api.Storage;

namespace Varamail.Tests.Api.Storage;

internal sealed class SealedFileTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private readonly string path = Path.GetTempFileName();

    [OneTimeTearDown]
    public void Delete() => File.Delete(path);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(SealedFile.PieceSize - 1)]
    [TestCase(SealedFile.PieceSize)]
    [TestCase(SealedFile.PieceSize + 1)]
    [TestCase((3 * SealedFile.PieceSize) + 17)]
    public async Task What_was_sealed_is_read_as_it_was_from_any_place(int size)
    {
        var bytes = await SealAsync(size);

        using (var whole = Open())
        {
            using MemoryStream read = new();
            await whole.CopyToAsync(read);
            Assert.That(read.ToArray(), Is.EqualTo(bytes));
            Assert.That(whole.Length, Is.EqualTo(size));
        }
        using var part = Open();
        foreach (var place in new[] { size, size / 2, SealedFile.PieceSize, 0 }.Where(p => p <= size))
        {
            part.Position = place;
            var piece = new byte[Math.Min(100, size - place)];
            await part.ReadExactlyAsync(piece);
            Assert.That(piece, Is.EqualTo(bytes[place..(place + piece.Length)]));
        }
    }

    [Test]
    public async Task On_disk_nothing_can_be_read()
    {
        var bytes = await SealAsync(100_000);

        Assert.That(File.ReadAllBytes(path).AsSpan().IndexOf(bytes.AsSpan(0, 16)), Is.EqualTo(-1));
    }

    [TestCase("a byte")]
    [TestCase("the end")]
    [TestCase("all but a scrap of the end")]
    [TestCase("all but a tag of the end")]
    [TestCase("everything but a tag")]
    [TestCase("the order")]
    [TestCase("a whole piece")]
    public async Task What_was_altered_is_never_given_out(string what)
    {
        const int Whole = SealedFile.PieceSize + SealedFile.TagSize;
        await SealAsync(4 * SealedFile.PieceSize);
        var file = await File.ReadAllBytesAsync(path);
        switch (what)
        {
            case "a byte":
                file[SealedFile.HeadSize + (2 * Whole) + 5] ^= 1;
                break;
            case "the end":
                file = file[..^Whole];
                break;
            case "all but a scrap of the end":
                file = file[..^(Whole - 5)];
                break;
            case "all but a tag of the end":
                file = file[..^(Whole - SealedFile.TagSize)];
                break;
            case "everything but a tag":
                file = file[..(SealedFile.HeadSize + SealedFile.TagSize)];
                break;
            case "the order":
                var first = file[SealedFile.HeadSize..(SealedFile.HeadSize + Whole)];
                file.AsSpan(SealedFile.HeadSize + Whole, Whole).CopyTo(file.AsSpan(SealedFile.HeadSize));
                first.CopyTo(file.AsSpan(SealedFile.HeadSize + Whole));
                break;
            default:
                file = [.. file[..(SealedFile.HeadSize + Whole)], .. file[(SealedFile.HeadSize + (2 * Whole))..]];
                break;
        }
        await File.WriteAllBytesAsync(path, file);

        Assert.That(
            async () =>
            {
                await using var altered = Open();
                await altered.CopyToAsync(Stream.Null);
            },
            Throws.InstanceOf<InvalidDataException>()
        );
    }

    [Test]
    public async Task An_old_key_still_opens_and_a_foreign_one_never()
    {
        var bytes = await SealAsync(50);

        using (var rotated = SealedReader.Open(File.OpenRead(path), [RandomNumberGenerator.GetBytes(32), Key]))
        {
            var read = new byte[50];
            await rotated.ReadExactlyAsync(read);
            Assert.That(read, Is.EqualTo(bytes));
        }
        Assert.That(() => SealedReader.Open(File.OpenRead(path), [RandomNumberGenerator.GetBytes(32)]), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public async Task What_lies_there_unsealed_since_before_is_read_as_it_is()
    {
        await File.WriteAllTextAsync(path, "From: ulla@example.se\r\n\r\nHej");

        using StreamReader plain = new(Open());

        Assert.That(await plain.ReadToEndAsync(), Is.EqualTo("From: ulla@example.se\r\n\r\nHej"));
    }

    private Stream Open() => SealedReader.Open(File.OpenRead(path), [Key]);

    /// <summary>In pieces of odd sizes, as a network gives them.</summary>
    private async Task<byte[]> SealAsync(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        await using FileStream file = new(path, FileMode.Create);
        using SealingWriter writer = new(file, Key);
        for (var at = 0; at < size; at += 30_011)
            await writer.WriteAsync(bytes.AsMemory(at, Math.Min(30_011, size - at)), default);
        await writer.EndAsync(default);
        return bytes;
    }
}
