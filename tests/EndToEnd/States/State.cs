namespace Varamail.EndToEnd.States;

/// <summary>Something that a person can have before her, and how she comes there.</summary>
/// <param name="Name">Ends up in the name of the test, and of the picture.</param>
/// <param name="ReachAsync">Comes there.</param>
internal sealed record State<TScene>(string Name, Func<TScene, Task> ReachAsync)
{
    public override string ToString() => Name;
}
