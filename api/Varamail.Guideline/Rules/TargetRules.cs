using Varamail.Guideline.Cues;

namespace Varamail.Guideline.Rules;

/// <summary>Where a message that is to be registered belongs (R40): the diary, one individual's file, or a line-of-business system.</summary>
internal static class TargetRules
{
    private static readonly Cue Appeal = Cue.Named("appeal");
    private static readonly Cue Application = Cue.Named("application");
    private static readonly Cue Disclosure = Cue.Named("disclosure");
    private static readonly Cue Personal = Cue.Named("personalMatter");
    private static readonly Cue Care = Cue.Named("careMatter");
    private static readonly Cue Statement = Cue.Named("statement");
    private static readonly Cue JobApplication = Cue.Named("jobApplication");
    private static readonly Cue Permit = Cue.Named("permitApplication");
    private static readonly Cue OwnFile = Cue.Named("ownFile");
    private static readonly Cue Group = Cue.Named("groupMatter");
    private static readonly Cue Misconduct = Cue.Named("misconduct");
    private static readonly Cue Negotiation = Cue.Named("negotiation");
    private static readonly Cue Employee = Cue.Named("ourEmployee");
    private static readonly Cue Pupil = Cue.Named("aPupil");
    private static readonly Cue Oneself = Cue.Named("oneself");

    internal static (Target Target, Reason? Reason) Choose(Circumstances c)
    {
        var requested = DisclosureRequested.Rule.Condition(c) is not null;
        if (requested && !c.Has(OwnFile) && !c.IsSensitive)
        {
            return Give(Target.Evolution, "Begäran om handlingar hör till diariet.", []);
        }
        if (Threatening.Rule.Condition(c) is not null)
        {
            return Give(Target.Evolution, "Hot registreras i diariet.", []);
        }
        if ((c.Own(JobApplication) ?? c.Attached(JobApplication)) is { } job)
        {
            return Give(Target.OtherSystem, "Ansökan om arbete hör till rekryteringssystemet.", job);
        }
        if (c.Own(Permit) is { } permit)
        {
            return Give(Target.OtherSystem, "Ansökan hör till nämndens verksamhetssystem enligt dokumenthanteringsplanen.", permit);
        }
        if (ConcernsOnePerson(c))
        {
            return Give(Target.PersonalFile, "Rör en enskild person: hör till personens akt.", c.Own(Care, Personal, OwnFile) ?? []);
        }
        return Give(Target.Evolution, c.Municipality.CaseSystem is { } system ? $"Ett centralt ärende: diarieförs i {system}." : "Ett centralt ärende: diarieförs.", []);
    }

    /// <summary>A sensitive matter about somebody, in a department that keeps files on people.</summary>
    private static bool ConcernsOnePerson(Circumstances c)
    {
        if (c.Has(Group) && !c.Has(OwnFile) && !(c.IsSensitive && c.Has(Pupil)))
        {
            return false;
        }
        if ((c.Has(Statement) && !c.IsSensitive) || (c.Has(Negotiation) && !c.Has(OwnFile) && !c.Has(Application)))
        {
            return false;
        }
        var keepsFiles = c.Owner is not { Elected: true } && (c.WorksWith(FieldOfWork.SocialServices) || c.WorksWith(FieldOfWork.School) || c.WorksWith(FieldOfWork.Personnel));
        if (keepsFiles)
        {
            return c.IsSensitive
                || c.Findings.Count > 0
                || c.Has(Care) || c.Has(Personal)
                || c.Has(OwnFile)
                || (c.IsSchool && c.Has(Pupil))
                || (c.WorksWith(FieldOfWork.SocialServices) && c.Boundary.Sender == Place.Outside && c.Has(Oneself) && !c.Has(Misconduct));
        }
        return c.Has(Employee)
            || ((c.Has(Care) || c.Has(Personal)) && (c.Has(OwnFile) || (c.IsSensitive && !c.Has(Misconduct) && !c.Has(Appeal) && !c.Has(Application) && !c.Has(Disclosure))));
    }

    internal static string IdOf(Target target) => "target." + char.ToLowerInvariant(target.ToString()[0]) + target.ToString()[1..];

    /// <summary>What each target means, before any message is seen.</summary>
    internal static string Says(Target target) =>
        target switch
        {
            Target.PersonalFile => "Det som rör en enskild person hör till personens akt.",
            Target.OtherSystem => "Det som har ett eget verksamhetssystem registreras där.",
            _ => "Ett centralt ärende diarieförs.",
        };

    private static (Target, Reason?) Give(Target target, string why, IReadOnlyList<Evidence> words) => (target, new Reason(IdOf(target), why, Coverage.Cite("R40"), words));
}
