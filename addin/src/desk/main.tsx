import { render } from "preact";
import { DeskClient } from "../api/desk-client";
import { toFailure } from "../api/failure";
import { redirectTokens } from "../api/redirect-sign-in";
import { keepFocus } from "../looks/keep-focus";
import { Desk } from "./desk";
import { FailureNote } from "./failure-note";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  try {
    const client = new DeskClient(await redirectTokens());
    const me = await client.me();
    room.replaceChildren();
    if (me.authorities.length === 0)
      render(
        <main class="alone">
          <h1>Registratorns bord</h1>
          <p>Sidan är för registratorer. Du är inloggad som {me.name}. Behöver du tillgång, kontakta IT.</p>
          {me.roles.length > 0 && (
            <p>
              <a href="/oversight">Till uppföljningen</a>
            </p>
          )}
        </main>,
        room,
      );
    else {
      render(<Desk client={client} me={me} />, room);
      const rests = ["dialog[open] :is(input, select, textarea, button)", ".letter .title", ".middle .empty", ".top h1"];
      keepFocus(() => rests.map((one) => room.querySelector<HTMLElement>(one)).find((one) => one?.checkVisibility()) ?? null);
    }
  } catch (error) {
    room.replaceChildren();
    render(
      <main class="alone">
        <h1>Registratorns bord</h1>
        <FailureNote failure={toFailure(error)} retry={() => location.reload()} />
      </main>,
      room,
    );
  }
}

void open();
