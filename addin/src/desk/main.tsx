import { render } from "preact";

const room = document.getElementById("app");
if (room) render(<p>Varamail</p>, room);
