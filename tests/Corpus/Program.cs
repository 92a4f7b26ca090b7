using Varamail.Corpus;

var options = new Dictionary<string, string>(StringComparer.Ordinal);
for (var i = 1; i + 1 < args.Length; i += 2)
{
    options[args[i]] = args[i + 1];
}
switch (args)
{
    case ["answer", ..]:
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        foreach (var answer in Answers.Of(options["--messages"], options["--labels"], options["--directory"]))
        {
            Console.Out.Write(answer.ToJson() + "\n");
        }
        return 0;
    case ["score", ..] when options.TryGetValue("--compact", out var page):
        var own = Compact.Read(page);
        Console.Out.Write(Score.Of([.. own.Select(o => o.Label)], Answers.Of(own, options["--directory"])).ToText(options.GetValueOrDefault("--wrong") == "yes"));
        return 0;
    case ["train", ..]:
        Training.Run(options["--corpus"], options["--model"], Console.Out);
        return 0;
    case ["train-sensitivity", ..]:
        TrainingSensitivity.Run(options["--corpus"], options["--sentences"], options["--model"], Console.Out);
        return 0;
    case ["explain", ..]:
        var explained = options.TryGetValue("--compact", out var compact)
            ? Compact.Read(compact)
            : [.. Label.Read(options["--labels"], options["--messages"])];
        foreach (var line in Answers.Explain(explained, options["--directory"]))
        {
            Console.Out.Write(line + "\n");
        }
        return 0;
    case ["drafts", ..]:
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        foreach (var answer in Drafts.Answer(Drafts.Read(options["--drafts"], options["--directory"]), options["--directory"]))
        {
            Console.Out.Write(System.Text.Json.JsonSerializer.Serialize(new { id = answer.Id, warnings = answer.Warnings }) + "\n");
        }
        return 0;
    case ["score-drafts", ..]:
        var directory = options.GetValueOrDefault("--directory", Path.Combine(AppContext.BaseDirectory, "vara.json"));
        var drafts = Drafts.Read(options.GetValueOrDefault("--drafts", Path.Combine(AppContext.BaseDirectory, "drafts.jsonl")), directory);
        Console.Out.Write(DraftScore.Of(drafts, Drafts.Answer(drafts, directory)).ToText(wrong: options.GetValueOrDefault("--wrong") == "yes"));
        return 0;
    case ["score", ..]:
        var folder = options.GetValueOrDefault("--corpus", AppContext.BaseDirectory);
        var labels = options.GetValueOrDefault("--labels", Path.Combine(folder, "labels.jsonl"));
        var answers = Answers.Of(
            options.GetValueOrDefault("--messages", Path.Combine(folder, "messages")),
            labels,
            options.GetValueOrDefault("--directory", Path.Combine(folder, "vara.json"))
        );
        Console.Out.Write(Score.Of(Label.Read(labels), answers).ToText(wrong: options.GetValueOrDefault("--wrong") == "yes"));
        return 0;
    case ["fuzz", ..]:
        return Fuzzing.Run(options, Console.Out);
    default:
        Console.Error.WriteLine(
            """
            answer --messages DIR --labels FILE --directory vara.json       one line of JSON per message
            score --compact FILE --directory vara.json                      messages of our own, many to a file
            explain --compact FILE --directory vara.json                    the rules that spoke, and their words
            drafts --drafts FILE --directory vara.json                      {"id","warnings"} per draft, by the add-in's own rules in Node
            score-drafts [--drafts FILE] [--directory vara.json] [--wrong yes]
            train --corpus tests/Corpus --model api/Varamail.Guideline/Handling/wording.tsv    learns the weights of words anew, and tells what they gain
            train-sensitivity --corpus tests/Corpus --sentences tests/Varamail.Tests/Guideline/Sensitivity --model api/Varamail.Guideline/Sensitivity/learned.tsv
            fuzz [--seconds 600] [--seed 1] [--material DIR,DIR] [--keep DIR] changed messages until the time is out; what fails is kept as a file
            score [--corpus DIR] [--messages DIR --labels FILE --directory vara.json] [--wrong yes]
            """
        );
        return 2;
}
