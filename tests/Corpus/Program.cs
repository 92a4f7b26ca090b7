using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Varamail.Corpus;
using Varamail.Guideline;
using Varamail.Guideline.Messages;

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
    default:
        Console.Error.WriteLine(
            """
            answer --messages DIR --labels FILE --directory vara.json       one line of JSON per message
            score [--corpus DIR] [--messages DIR --labels FILE --directory vara.json] [--wrong yes]
            """
        );
        return 2;
}
