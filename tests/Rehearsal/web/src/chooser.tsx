import type { Person } from "./api.ts";

/** The first page: three steps to try, and everybody one can be. */
export function Chooser({ people }: { people: Person[] }) {
  const departments = [...new Set(people.map((p) => p.department))];
  return (
    <main class="chooser">
      <header>
        <h1>Varamail – repetition</h1>
        <p>Outlook, inloggning och Microsoft 365 på din egen dator. Alla personer och brev är påhittade, och inget lämnar datorn.</p>
        <p lang="en" class="quiet">Outlook, sign-in and Microsoft 365 on this computer. All people and mail are invented; nothing leaves the machine.</p>
      </header>
      <section aria-labelledby="steps">
        <h2 id="steps">Prova i tre steg</h2>
        <ol class="steps">
          <li>
            <a href="/?as=henrik.strand@vara.se">Var Henrik Strand</a>, välj brevlådan <b>Bygglov</b>, öppna ett brev och tryck på <b>Bedöm och registrera</b>. Läs bedömningen och skicka brevet till registrator.
            <span lang="en" class="quiet">Be Henrik, open a letter to Bygglov, press the button, send it to the registrar.</span>
          </li>
          <li>
            <a href="/rehearsal/desk" target="_blank" rel="noreferrer">Öppna registratorns bord</a>, logga in som <b>Karin Ekdahl</b> och diarieför brevet.
            <span lang="en" class="quiet">Open the registrar's desk, sign in as Karin, enter the letter in the diary.</span>
          </li>
          <li>
            Gå tillbaka till Henrik: diarienumret står i Varamail och som kategori på brevet.
            <span lang="en" class="quiet">Back as Henrik: the diary number stands in the pane and on the message.</span>
          </li>
        </ol>
        <p>
          Skriv sedan själv: tryck på <b>Nytt meddelande</b>, skriv ett påhittat personnummer, till exempel 19520906-9870, i texten och tryck på <b>Skicka</b>. <span lang="en" class="quiet">Then write: an identity number in the text is stopped.</span>
        </p>
        <p class="quiet">Släpp en egen .eml-fil på meddelandelistan för att pröva ett eget brev. <span lang="en">Drop an .eml of your own on the message list.</span></p>
      </section>
      <section aria-labelledby="who">
        <h2 id="who">Vem vill du vara?</h2>
        <div class="departments">
          {departments.map((d) => (
            <div key={d}>
              <h3>{d}</h3>
              <ul>
                {people.filter((p) => p.department === d).map((p) => (
                  <li key={p.address}>
                    <a href={`/?as=${p.address}`}>
                      {p.name}
                      <small>{p.title}</small>
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </section>
    </main>
  );
}
