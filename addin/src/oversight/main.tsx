import { render } from "preact";
import { Client } from "../api/client";
import { toFailure } from "../api/failure";
import { redirectTokens } from "../api/redirect-sign-in";
import { FailureNote } from "../desk/failure-note";
import { keepFocus } from "../looks/keep-focus";
import { Oversight } from "./oversight";

const room = document.getElementById("app") as HTMLElement;

async function open(): Promise<void> {
  try {
    const client = new Client(await redirectTokens());
    const me = await client.me();
    room.replaceChildren();
    render(<Oversight client={client} me={me} />, room);
    keepFocus(() => room.querySelector<HTMLElement>(".title") ?? room.querySelector<HTMLElement>("h1"));
  } catch (error) {
    room.replaceChildren();
    render(
      <main class="alone">
        <h1>Uppföljning</h1>
        <FailureNote failure={toFailure(error)} retry={() => location.reload()} />
      </main>,
      room,
    );
  }
}

void open();
