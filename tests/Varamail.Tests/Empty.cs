namespace Varamail.Tests; internal sealed class Empty { [Test] public void Runs() => Assert.Pass(); }
