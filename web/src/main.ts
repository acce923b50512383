// Wiring: the browser's own things are named here and handed down. Nothing below reaches for them.
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/layout.css";
import { mount } from "svelte";
import Shell from "./Shell.svelte";
import { App } from "./app.svelte";
import { Client } from "$lib/api/client";
import { Transport } from "$lib/api/transport";
import { after } from "$lib/time/after";
import { LiveSocket, type SocketLike } from "$lib/live/socket";
import { Router } from "$lib/router/router.svelte";

const client = new Client(
  new Transport({
    fetch: (input, init) => fetch(input, init),
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    key: () => crypto.randomUUID(),
    onSessionLost: () => app.sessionLost(),
  }),
);

const app: App = new App({
  client,
  router: new Router(window),
  socket: (hub) =>
    new LiveSocket({
      ticket: async () => (await client.socketTicket()).ticket,
      open: (ticket) =>
        new WebSocket(`/ws?ticket=${encodeURIComponent(ticket)}`) as unknown as SocketLike,
      topics: () => app.topics,
      random: Math.random,
      after,
      onReload: () => hub.opened(),
      onMessage: (message) => hub.receive(message),
      onStatus: (status) => (hub.status = status),
    }),
});

document.addEventListener("click", app.router.follow);
window.addEventListener("online", () => app.wake());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) app.wake();
});

const target = document.getElementById("app");
if (target) mount(Shell, { target, props: { app } });
void app.start();
