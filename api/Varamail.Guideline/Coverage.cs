using System.Collections.Frozen;
using Varamail.Guideline.Rules;

namespace Varamail.Guideline;

/// <summary>What Varamail does about a sentence of the guideline.</summary>
public enum Treatment
{
    /// <summary>Rules watch over it.</summary>
    Rule,

    /// <summary>A part of the product does it.</summary>
    Feature,

    /// <summary>People do it, because …</summary>
    ByHand,

    /// <summary>Not the business of an e-mail tool, because …</summary>
    NotOurs,
}

/// <summary>A sentence of the guideline, and what Varamail does about it.</summary>
/// <param name="Rule"><c>R01</c>–<c>R78</c>.</param>
/// <param name="Heading">The heading that it stands under.</param>
/// <param name="Quote">Word for word.</param>
/// <param name="Strength">How loud it speaks: ska, bör, information.</param>
/// <param name="Treatment">What is done.</param>
/// <param name="How">Plain Swedish: how, or why not.</param>
/// <param name="Rules">Ids of rules that watch over it besides those that cite it.</param>
public sealed record CoveredSentence(string Rule, string Heading, string Quote, Strength Strength, Treatment Treatment, string How, params IReadOnlyList<string> Rules)
{
    public Citation Citation { get; } = new(Rule, Heading, Quote);
}

/// <summary>The guideline sentence by sentence (guideline.txt), and what Varamail does about each. The page ”Riktlinjen” is made from it.</summary>
public static class Coverage
{
    /// <summary>The adopted version that every verdict is stamped with.</summary>
    public const string GuidelineVersion = "2021-04-26 § 42";

    public const string Title = "Riktlinjer för e-post";

    private const string Intro = "Inledning";
    private const string Tool = "E-post - ett arbetsverktyg";
    private const string Functional = "Funktionsbrevlåda";
    private const string Individual = "Individuell brevlåda";
    private const string Opening = "Öppna och besvara e-post";
    private const string Absence = "Postöppning vid frånvaro";
    private const string Public = "Allmän handling och registrering";
    private const string What = "Vad ska registreras?";
    private const string When = "När blir ett e-postmeddelande en allmän handling?";
    private const string Registering = "Hur går registreringen till?";
    private const string Disposal = "Gallring av e-post";
    private const string PersonalData = "Hantering av personuppgifter";
    private const string Security = "Säkerhet";
    private const string Threats = "Hot och trakasserier";
    private const string Secrecy = "Sekretess och känsliga uppgifter";
    private const string Log = "Loggning";
    private const string Efficient = "Kommunicera effektivt";
    private const string Questions = "Har du frågor om e-post, allmänna handlingar och registrering?";

    /// <summary>Every sentence, in the guideline's order.</summary>
    public static IReadOnlyList<CoveredSentence> Sentences { get; } =
        [
            new("R01", Intro, "Vara kommun ska ha hög tillgänglighet för kommunens kunder/brukare och alltid ge ett gott bemötande.", Strength.Shall, Treatment.Feature, "Svarstiden räknas för varje fråga (svarsfrist). Bemötandet sköter människor."),
            new("R02", Intro, "Det innebär bland annat att kommunen ska vara tillgänglig via e-post.", Strength.Shall, Treatment.ByHand, "Att posten går fram svarar den för som driver postsystemet."),
            new("R03", Intro, "Dessa riktlinjer ska hjälpa alla inom kommunkoncernen att hantera och kommunicera via e-post på ett enhetligt, lagenligt\noch effektivt sätt.", Strength.Shall, Treatment.Feature, "Samma regler för alla nämnder; varje nämnd och bolag är en egen myndighet i katalogen."),
            new("R04", Tool, "E-post är de elektroniska handlingar och meddelanden som hanteras i kommunens e-postsystem. Det är ett verktyg som ska underlätta för kommunens medarbetare och förtroendevalda att göra sina arbetsuppgifter.", Strength.Information, Treatment.Feature, "Meddelanden, bilagor, bifogade meddelanden, kallelser, leveransbesked och krypterade delar läses – eller redovisas som inte lästa."),
            new("R05", Tool, "Samtliga medarbetare och förtroendevalda i Vara kommun tilldelas en kommunal e-postadress.", Strength.Information, Treatment.ByHand, "Adresser delas ut i kommunens katalog."),
            new("R06", Tool, "Vara kommun skiljer på två typer av e-postbrevlådor: funktionsbrevlåda och individuell brevlåda.", Strength.Information, Treatment.Feature, "Katalogen anger brevlådans slag."),
            new("R07", Functional, "En funktionsbrevlåda utgör den officiella adressen till en förvaltning, enhet eller verksamhet som till exempel vara.kommun@vara.se eller arkivet@vara.se.", Strength.Information, Treatment.Feature, "Katalogen anger brevlådans förvaltning och nämnd."),
            new("R08", Functional, "En funktionsbrevlåda är inte knuten till en speciell person utan ansvaret för denna delas av flera.", Strength.Information, Treatment.ByHand, "Ansvaret fördelas av förvaltningen."),
            new("R09", Functional, "Syftet med funktionsbrevlådan är att kunna ge så hög tillgänglighet och så god service som möjligt.", Strength.Information, Treatment.Feature, "Svarsfristen visas för varje fråga."),
            new("R10", Functional, "Kontakten med kommunen via e-post bör i första hand styras till funktionsbrevlådorna för att förenkla kommunens hantering när det gäller registrering av allmänna handlingar.", Strength.Should, Treatment.ByHand, "Adresserna som kommunen sprider väljs av förvaltningen."),
            new("R11", Functional, "E-post som kommer till en\nfunktionsbrevlåda bör kvitteras via ett autosvar så att den som kontaktar kommunen vet om att meddelandet mottagits.", Strength.Should, Treatment.ByHand, "Autosvar ställs in i postsystemet; ett kvitto är inget svar och stoppar inte svarsfristen."),
            new("R12", Functional, "Det är även adressen till funktionsbrevlådan som ska anges på webbsidan eller annan plats där e-postadresser förekommer.", Strength.Shall, Treatment.ByHand, "Webbplatsen sköts av redaktörerna."),
            new("R13", Individual, "Den individuella brevlådan är knuten till en enskild person, medarbetare eller förtroendevald", Strength.Information, Treatment.Feature, "Katalogen anger innehavaren, chefen och förtroendeuppdraget."),
            new("R14", Individual, "och ska bevakas på samma sätt som en funktionsbrevlåda.", Strength.Shall, Treatment.Feature, "Samma bedömning och svarsfrist i alla brevlådor."),
            new("R15", Individual, "Kommunens e-postsystem är ett arbetsredskap som inte ska användas för privat bruk.", Strength.Shall, Treatment.Rule, "Privat post, partipost och facklig post känns igen och behöver inte registreras. Utkastkontrollen påminner om privat bruk.", "handling.private", "handling.partyPost", "handling.unionPost", "draft.privateUse"),
            new("R16", Opening, "Det måste alltid finnas en eller flera personer som är ansvariga för att inkommen e-post dagligen öppnas i kommunens funktionsbrevlådor under vardagarna.", Strength.Shall, Treatment.ByHand, "Bemanningen bestäms av förvaltningen."),
            new("R17", Opening, "Inkommen e-post ska öppnas vid minst ett tillfälle per dag.", Strength.Shall, Treatment.ByHand, "Varamail bedömer när någon öppnar; öppnandet kan bara en människa svara för."),
            new("R18", Opening, "Frågor som inkommer via e-post ska besvaras så snart som möjligt och senast inom två arbetsdagar.", Strength.Shall, Treatment.Rule, "Frågor känns igen och får en svarsfrist: slutet av den andra arbetsdagen.", "signal.question"),
            new("R19", Opening, "Som innehavare av en individuell e-postbrevlåda är det den enskildes ansvar att dagligen öppna och svara på sin e-post", Strength.Information, Treatment.Feature, "Svarsfristen visas i rutan bredvid meddelandet."),
            new("R20", Opening, "och avgöra om något behöver registreras/diarieföras av den enskilde själv eller vidarebefordras till registrator.", Strength.Information, Treatment.Feature, "Bedömningen, och knapparna som lägger meddelandet hos registratorn eller diarieför det direkt."),
            new("R21", Absence, "Vid frånvaro som till exempel semester och sjukdom får e-postlådan inte lämnas obevakad.", Strength.Shall, Treatment.ByHand, "Frånvaro planeras av chef och medarbetare."),
            new("R22", Absence, "Varje förvaltning har ett ansvar att se till så det finns en upprättad rutin för hur både funktionsbrevlådor och individuella brevlådor bevakas vid frånvaro.", Strength.Shall, Treatment.ByHand, "Rutinen skrivs av förvaltningen."),
            new("R23", Absence, "Det är viktigt att det finns fullmakt för öppnande av e-post när man av olika anledningar är borta från arbetsplatsen.", Strength.Should, Treatment.Feature, "Varamail öppnar aldrig en brevlåda som personen själv inte har behörighet till i postsystemet."),
            new("R24", Absence, "Chef ansvarar för att rutiner vid frånvaro finns.", Strength.Shall, Treatment.ByHand, "Chefens ansvar."),
            new("R25", Absence, "När du är borta från arbetet ska ett autosvar läggas in (se rutin för e-post).", Strength.Shall, Treatment.ByHand, "Läggs in av den som ska vara borta."),
            new("R26", Public, "För e-post gäller samma regler för offentlighet, sekretess och registrering som för pappershandlingar.", Strength.Information, Treatment.Feature, "Diariet är ett och samma för alla vägar in."),
            new("R27", Public, "I princip är all inkommande och utgående post till en myndighet en allmän handling.", Strength.Information, Treatment.Rule, "Det som går över myndighetens gräns räknas som allmän handling.", "handling.crossing"),
            new("R28", Public, "Enligt lagstiftningen bedöms e-post som inkommen när den ligger i kommunens server.", Strength.Information, Treatment.Feature, "Ankomstdagen är serverns, aldrig när meddelandet öppnas."),
            new("R29", Public, "Grundläggande regler om allmänna handlingars offentlighet finns i 2 kap. i tryckfrihetsförordningen. Enligt dessa har var och en rätt att ta del av en handling", Strength.Information, Treatment.Rule, "En begäran om att få se handlingar känns igen, vilka ord den än använder.", "signal.disclosureRequest"),
            new("R30", Public, "som är upprättad hos en myndighet eller är inkommen till myndigheten, en så kallad allmän handling,", Strength.Information, Treatment.Feature, "Riktningen (inkommen, utgående, intern) anges i varje bedömning."),
            new("R31", Public, "förutsatt att den inte omfattas av sekretess.", Strength.Information, Treatment.Feature, "Diariet har sekretessmarkering med lagrum, datum och myndighet, och två titlar."),
            new("R32", Public, "Epostmeddelanden kan därför vid begäran komma att lämnas ut som en allmän handling och ska enligt lag lämnas ut senast inom två arbetsdagar.", Strength.Shall, Treatment.Rule, "Begäran känns igen och får en frist. Lagen säger genast eller så snart det är möjligt; två arbetsdagar är kommunens egen yttersta gräns.", "signal.disclosureRequest"),
            new("R33", What, "Huvudregeln är att all inkommande och utgående e-post är allmän handling och ska därför registreras.", Strength.Shall, Treatment.Rule, "Huvudregeln gäller när inget undantag gör det. Ansökan, överklagande, anmälan, klagomål, yttrande, avtal och annat som rör ärenden känns igen.", "handling.crossing"),
            new("R34", What, "Eventuella undantag framgår av kommunens dokumenthanteringsplan.", Strength.Information, Treatment.Rule, "Enkla frågor, bokningar, beställningar, fakturor, frånvaroanmälningar och praktiska besked känns igen som undantag.", "handling.serviceQuestion", "handling.booking", "handling.order", "handling.invoice", "handling.absenceNotice", "handling.practical"),
            new("R35", What, "Meddelanden av liten eller tillfällig betydelse (koncept/utkast/reklam) behöver aldrig registreras.", Strength.Information, Treatment.Rule, "Utskick, reklam, maskinsvar, utkast, tack, felsänt och socialt känns igen som tillfälligt.", "handling.bulk", "handling.mechanical", "handling.advertising", "handling.draft", "handling.thanks", "handling.misdelivered", "handling.social", "handling.phishing"),
            new("R36", When, "Ett e-postmeddelande räknas som ankommet eller upprättat när det har skickats från eller till annan myndighet, företag eller allmänheten.", Strength.Information, Treatment.Rule, "Katalogen säger var gränsen går: förvaltning, nämnd, kommunalt bolag, kopia till utomstående.", "handling.crossing"),
            new("R37", When, "Det betyder att e-post som skickas mellan kollegor på samma förvaltning inte inledningsvis räknas som allmänna handlingar, och ska i de flesta fall inte registreras.", Strength.Shall, Treatment.Rule, "Post inom samma förvaltning känns igen med katalogens hjälp.", "handling.internal"),
            new("R38", When, "Interna e-postmeddelanden som tillför något viktigt till ett ärende ska registreras på lämpligt sätt. De blir då upprättade allmänna handlingar när de registreras.", Strength.Shall, Treatment.Rule, "Beslut, sakuppgifter, ställningstaganden och åtaganden i intern post känns igen.", "handling.addsToCase"),
            new("R39", When, "Interna e-postmeddelanden som tillför sakuppgifter till ett ärende och som varken har registrerats eller gallrats (kastats), blir allmänna handlingar när ärendet de tillhör är slutbehandlat.", Strength.Information, Treatment.ByHand, "När ett ärende avslutas går handläggaren igenom sina egna meddelanden."),
            new("R40", Registering, "Om det rör ett centralt ärende kan registrering ske på olika sätt genom:\n\n  1. diarieföring i kommunens ärendehanteringssystem Evolution.\n  2. bevarande i personlig akt om det rör en enskild person (till exempel barn- och elevakter inom utbildningsverksamheten)\n  3. registrering i annat verksamhetssystem som används.", Strength.Shall, Treatment.Rule, "Varamail föreslår diarium, personakt eller verksamhetssystem efter innehåll och brevlåda, och visar vad dokumenthanteringsplanen säger.", "target.evolution", "target.personalFile", "target.otherSystem"),
            new("R41", Registering, "Hur en handling ska registreras framgår vanligtvis i dokumenthanteringsplanen.", Strength.Information, Treatment.Feature, "Planen läses in (CSV eller Excel). För det som ska registreras föreslås upp till tre rader: handlingstyp, klassificering, sekretess och bevarande."),
            new("R42", Registering, "Vägledning i Evolution fås i dokumentet ”Lathund – diarieföring och Evolution” som finns på intranätet.", Strength.Information, Treatment.NotOurs, "Lathunden finns på intranätet."),
            new("R43", Disposal, "Meddelanden av liten eller tillfällig betydelse (koncept/utkast/reklam) får rensas från övrig e-post.", Strength.Information, Treatment.Feature, "Gallring erbjuds för meddelanden av liten eller tillfällig betydelse, aldrig när de rymmer känsliga uppgifter."),
            new("R44", Disposal, "Interna e-postmeddelanden som inte tillför något viktigt till ett ärende kan gallras när de är inaktuella.", Strength.Information, Treatment.Feature, "Visas som åtgärd för interna meddelanden."),
            new("R45", Disposal, "Vid en begäran om att få ta del av en handling, är det förbjudet att gallra handlingen innan ärendet om begäran är avslutat (och eventuella beslut har vunnit laga kraft).", Strength.Shall, Treatment.Rule, "Gallring spärras när meddelandet är en begäran.", "signal.disclosureRequest"),
            new("R46", PersonalData, "E-post innehåller alltid personuppgifter som e-postadress och avsändare. Det betyder att dataskyddsförordningen gäller för e-post som för all annan personuppgiftsbehandling.", Strength.Information, Treatment.Feature, "Varamail sparar inget av ett meddelande som inte registreras."),
            new("R47", PersonalData, "När e-postmeddelandet tagits emot och hanterats måste en bedömning göras av hur meddelandet och personuppgifterna ska behandlas och vilket rättsligt stöd som finns för den fortsatta behandlingen.", Strength.Shall, Treatment.Feature, "Bedömningen visar vilka uppgifter som kräver skydd och enligt vilken bestämmelse; det rättsliga stödet avgör människan."),
            new("R48", PersonalData, "E-postsystemet bör inte fungera som förvaringsplats för personuppgifter under en längre tid.", Strength.Should, Treatment.ByHand, "Innehavaren rensar sin brevlåda."),
            new("R49", PersonalData, "Om en bedömning gjorts att uppgifterna ska sparas ska de flyttas över från e-postsystemet till ett ärende- eller verksamhetssystem. När detta är gjort kan e-postmeddelandet tas bort.", Strength.Shall, Treatment.Feature, "Registreringen tar med originalet; meddelandet märks med diarienumret och kan sedan tas bort."),
            new("R50", Security, "Tänk på att iaktta försiktighet med att öppna bifogade filer från okänd avsändare. Bifogade filer kan innehålla skadlig kod som till exempel virus.", Strength.Should, Treatment.Rule, "Farliga filtyper, makron, dubbla filändelser och låsta arkiv känns igen.", "signal.dangerousAttachment"),
            new("R51", Security, "Öppna aldrig en fil eller klicka på en länk om du känner dig osäker.", Strength.Shall, Treatment.Rule, "Länkar som visar en adress men öppnar en annan, falska avsändare, förväxlingsbara domäner och lockelser känns igen.", "signal.deceptiveLink", "signal.impersonation", "signal.lookalikeDomain", "signal.phishing"),
            new("R52", Security, "Kontakta Göliskas servicedesk för råd och hjälp: servicedesk@goliskait.se", Strength.Information, Treatment.Feature, "Servicedeskens adress visas när ett meddelande är misstänkt."),
            new("R53", Threats, "E-postmeddelande med innehåll som uppfattas som hotfullt eller trakasserande ska sparas av mottagaren då det kan utgöra bevismaterial vid en eventuell polisanmälan.", Strength.Shall, Treatment.Rule, "Hot känns igen, och gallring spärras.", "signal.threat"),
            new("R54", Threats, "Närmaste chef ska snarast informeras om innehållet.", Strength.Shall, Treatment.ByHand, "Varamail påminner; samtalet tar människor."),
            new("R55", Threats, "Hot och trakasserier ska polisanmälas.", Strength.Shall, Treatment.ByHand, "Varamail påminner; anmälan gör människor."),
            new("R56", Secrecy, "Känsliga eller sekretessbelagda personuppgifter får inte behandlas eller sparas i e-postsystemet.", Strength.Shall, Treatment.Rule, "Uppgifter som kräver skydd hittas i text och bilagor. Registratorns kö är inte e-post och får ta emot dem."),
            new("R57", Secrecy, "Om denna typ av personuppgifter inkommer ska inte meddelandet vidarebefordras eller besvaras.", Strength.Shall, Treatment.Rule, "Vidarebefordran och svar spärras när känsliga uppgifter hittas."),
            new("R58", Secrecy, "Skicka aldrig känsliga eller extra skyddsvärda personuppgifter via e-post, till exempel uppgifter om någons hälsa, religiösa åskådning, politiska åsikter", Strength.Shall, Treatment.Rule, "Samma fyndregler läser det du skriver innan det skickas.", "draft.sensitiveContent", "draft.protectedContent", "draft.quotedSensitive"),
            new("R59", Secrecy, "(undantag gäller rörande aktiva förtroendevalda) eller andra integritetskänsliga och extra skyddsvärda uppgifter.", Strength.Shall, Treatment.Rule, "Förtroendevalda i katalogen undantas för politiska åsikter."),
            new("R60", Log, "All e-post är inte allmän handling, men en förteckning eller logg över inkommen och sänd e-post är alltid en allmän handling.", Strength.Information, Treatment.NotOurs, "Loggen förs i postsystemet av den som driver det."),
            new("R61", Log, "Loggen innehåller uppgifter om avsändare, mottagare, ärenderubrik, klockslag och datum för när e-posten skickades.", Strength.Information, Treatment.NotOurs, "Loggen förs i postsystemet av den som driver det."),
            new("R62", Log, "Integritetskänslig eller sekretessbelagd information ska aldrig skrivas i ärenderubriken eller i e-postmeddelandet.", Strength.Shall, Treatment.Rule, "Utkastkontrollen läser ämnesrad, text och bilagor innan du skickar.", "draft.subjectPersonalData", "draft.sensitiveContent", "draft.protectedContent"),
            new("R63", Log, "Uppgifterna i loggen sparas i tre månader även fast e-postmeddelandet raderats från inkorgen.", Strength.Information, Treatment.NotOurs, "Loggen förs i postsystemet av den som driver det."),
            new("R64", Log, "Det innebär att vid begäran om utlämnande av e-post kan Göliska IT återskapa e-postmeddelanden tre månader tillbaka i tiden.", Strength.Information, Treatment.NotOurs, "Återskapandet beställs hos den som driver postsystemet."),
            new("R65", Efficient, "E-post är en effektiv kommunikationskanal som snabbt når fram till många. Men flödet av e-post är stort och det finns några saker att tänka på för att begränsa mängden och underlätta för mottagaren att ta till sig e-postmeddelandet.\n\n  • E-post är bra för kort och enkel information som inte kräver förklaringar. När ett snabbt svar behövs eller när något behöver diskuteras är ett telefonsamtal eller personligt möte att föredra.", Strength.Information, Treatment.ByHand, "Vägvalet gör den som skriver."),
            new("R66", Efficient, "Skriv en tydlig rubrik i ämnesraden så att mottagaren förstår vad epost-meddelandet handlar om.", Strength.Should, Treatment.Rule, "Utkastkontrollen säger till när ämnesraden saknas eller inget säger.", "draft.subjectMissing", "draft.subjectVague"),
            new("R67", Efficient, "Skriv aldrig känslig information i ärenderaden som till exempel personuppgifter.", Strength.Shall, Treatment.Rule, "Utkastkontrollen läser ämnesraden innan du skickar.", "draft.subjectPersonalData"),
            new("R68", Efficient, "Skicka bara e-post till de som verkligen berörs. Undvik ”svara alla” och undvik att skicka kopia om det inte är nödvändigt.", Strength.Should, Treatment.Rule, "Utkastkontrollen säger till när ett svar går till många.", "draft.replyAll"),
            new("R69", Efficient, "Undvik stora grupputskick. Behöver en större grupp nås är det bättre att använda intranätet som kommunikationskanal.", Strength.Should, Treatment.Rule, "Utkastkontrollen säger till vid stora utskick.", "draft.largeAudience"),
            new("R70", Efficient, "Undvik att bifoga filer inom organisationen. Använd istället samarbetsrummen på intranätet eller andra plattformar som mottagaren har tillgång till.", Strength.Should, Treatment.Rule, "Utkastkontrollen säger till när filer bifogas inom organisationen.", "draft.internalAttachment"),
            new("R71", Efficient, "Använd klarspråk och en bra ton. Anpassa språket till mottagaren och sammanhanget.", Strength.Should, Treatment.Rule, "Utkastkontrollen tipsar när texten är svår att läsa.", "draft.plainLanguage"),
            new("R72", Efficient, "För att minska stress på grund av mängden e-post: ta bort ljud och dialogrutor som annonserar ett nytt meddelande. Kontrollera istället e-postbrevlådan på regelbundna tider under dagen.", Strength.Should, Treatment.Feature, "Varamail skickar inga aviseringar och öppnar inga dialogrutor av sig självt."),
            new("R73", Efficient, "Använd kommunens gemensamma e-postsignatur utan egna tillägg (se rutin för e-post).", Strength.Should, Treatment.Rule, "Utkastkontrollen jämför med den gemensamma signaturen.", "draft.signatureMissing", "draft.signatureAltered"),
            new("R74", Questions, "Kontakta kansliavdelningen på e-postadress vara.kommun@vara.se", Strength.Information, Treatment.Feature, "Adressen visas på sidan Riktlinjen."),
            new("R75", "Kontaktcenter", "Vi svarar på frågor om kommunens service och verksamhet, ring eller skicka e-post till kontaktcenter.", Strength.Information, Treatment.NotOurs, "Kontaktcenter svarar själv på sina frågor; deras brevlåda bedöms som alla andra."),
            new("R76", Title, "Antagen av kommunfullmäktige 26 april 2021 § 42", Strength.Information, Treatment.Feature, "Versionen står på varje bedömning och på sidan Riktlinjen."),
            new("R77", "Kontaktcenter", "Hjälpte informationen på sidan dig?", Strength.Information, Treatment.Feature, "”Håller inte med” sparar reglernas namn och det egna svaret, aldrig texten och inte vem som svarade. Registratorn ser svaren per regel."),
            new("R78", Registering, "Registrering av e-posten ska ske på lämpligt sätt.", Strength.Shall, Treatment.Feature, "Rutin för e-post, dokumenthanteringsplan och lathund är kommunens egna dokument; länkarna ställs in och visas på sidan Riktlinjen."),
        ];

    private static readonly FrozenDictionary<string, CoveredSentence> ByRule = Sentences.ToFrozenDictionary(s => s.Rule, StringComparer.Ordinal);

    /// <summary>The sentence of a rule number, to cite.</summary>
    /// <exception cref="KeyNotFoundException">No such number.</exception>
    public static Citation Cite(string rule) => ByRule[rule].Citation;

    public static CoveredSentence Sentence(string rule) => ByRule[rule];
}
