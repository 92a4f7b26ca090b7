namespace EndToEnd; internal sealed class Empty { [Test] public void Runs() => Assert.Pass(); }
