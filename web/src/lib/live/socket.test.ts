import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "../api/errors";
import { ManualClock, settled } from "../time/manual-clock";
import type { LiveMessage } from "./messages";
import { LiveSocket, type LiveStatus, type SocketLike } from "./socket";

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: string[] = [];
  closed = false;
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.closed = true;
  }
}

class World {
  clock = new ManualClock();
  sockets: FakeSocket[] = [];
  tickets: string[] = [];
  statuses: LiveStatus[] = [];
  messages: LiveMessage[] = [];
  opened = 0;
  ticket: () => Promise<string> = async () => `t${this.tickets.length}`;
  topics: string[] | undefined;

  live = new LiveSocket({
    ticket: () => this.ticket(),
    topics: () => this.topics,
    open: (ticket) => {
      this.tickets.push(ticket);
      const socket = new FakeSocket();
      this.sockets.push(socket);
      return socket;
    },
    random: () => 1,
    after: this.clock.after,
    onReload: () => void (this.opened += 1),
    onMessage: (message) => void this.messages.push(message),
    onStatus: (status) => void this.statuses.push(status),
  });

  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  async open() {
    await settled();
    this.socket.onopen?.();
  }

  tell(message: object) {
    this.socket.onmessage?.({ data: JSON.stringify({ v: 1, ...message }) });
  }

  /** What was said over the newest socket, and forgets it. */
  said(): unknown[] {
    return this.socket.sent.splice(0).map((text) => JSON.parse(text));
  }
}

describe("the live socket", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.live.start();
  });

  it("fetches a ticket, opens, and says so", async () => {
    await world.open();
    expect(world.tickets).toEqual(["t0"]);
    expect(world.statuses).toEqual(["connecting", "live"]);
    expect(world.opened).toBe(1);
  });

  it("starts once however often it is asked to", async () => {
    world.live.start();
    await settled();
    expect(world.sockets).toHaveLength(1);
  });

  it("asks for its news and pings every four minutes", async () => {
    await world.open();
    expect(world.said()).toEqual([{ type: "subscribe" }]);
    await world.clock.pass(4 * 60_000 - 1);
    expect(world.said()).toEqual([]);
    await world.clock.pass(4 * 60_000 + 1);
    expect(world.said()).toEqual([{ type: "ping" }, { type: "ping" }]);
  });

  it("says what it wants to hear of", async () => {
    world.topics = ["machines", "security"];
    await world.open();
    expect(world.said()).toEqual([{ type: "subscribe", topics: world.topics }]);
    world.tell({ type: "security", number: 3, kind: "probing" });
    expect(world.messages).toEqual([{ type: "security" }]);
    await world.clock.pass(4 * 60_000);
    expect(world.said()).toEqual([{ type: "ping" }]);
  });

  it("says the last number it knows, and is told what it missed", async () => {
    await world.open();
    world.tell({ type: "subscribed", number: 4, topics: [] });
    world.tell({ type: "clouds", number: 5, changes: [] });
    world.socket.onclose?.();
    await world.clock.pass(1_000);
    await world.open();
    expect(world.said()).toEqual([{ type: "subscribe", since: 5 }]);
    world.tell({ type: "clouds", number: 6, changes: [{ id: "cld_1", rev: 2 }] });
    world.tell({ type: "stop-warning", number: 7, schedule: "sch_1", machines: [] });
    world.tell({ type: "subscribed", number: 7, topics: [] });
    expect(world.messages.at(-1)).toEqual({ type: "clouds", changes: [{ id: "cld_1", rev: 2 }] });
    expect(world.opened).toBe(1);
    await world.clock.pass(4 * 60_000);
    expect(world.said()).toEqual([{ type: "ping", since: 7 }]);
  });

  it("says that all is to be read again when what it missed is not to be had", async () => {
    await world.open();
    world.tell({ type: "subscribed", number: 4, topics: [] });
    world.socket.onclose?.();
    await world.clock.pass(1_000);
    await world.open();
    world.tell({ type: "reload", number: 99 });
    world.tell({ type: "subscribed", number: 99, topics: [] });
    expect(world.opened).toBe(2);
    await world.clock.pass(4 * 60_000);
    expect(world.said().at(-1)).toEqual({ type: "ping", since: 99 });
  });

  it("takes a ping without an answer for a close", async () => {
    await world.open();
    world.tell({ type: "subscribed", number: 4, topics: [] });
    await world.clock.pass(4 * 60_000);
    await world.clock.pass(19_999);
    expect(world.statuses.at(-1)).toBe("live");
    await world.clock.pass(1);
    expect(world.statuses.at(-1)).toBe("waiting");
    expect(world.sockets[0]?.closed).toBe(true);
  });

  it("waits for no answer of a server that never gave one", async () => {
    await world.open();
    await world.clock.pass(60 * 60_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.statuses.at(-1)).toBe("live");
  });

  it("asks an open socket whether it lives when the page is looked at again", async () => {
    await world.open();
    world.tell({ type: "subscribed", number: 4, topics: [] });
    world.said();
    world.live.hurry();
    expect(world.said()).toEqual([{ type: "ping", since: 4 }]);
    await world.clock.pass(20_000);
    expect(world.statuses.at(-1)).toBe("waiting");
  });

  it("forgets the numbers with the session", async () => {
    await world.open();
    world.tell({ type: "subscribed", number: 4, topics: [] });
    world.live.stop();
    world.live.start();
    await world.open();
    expect(world.said()).toEqual([{ type: "subscribe" }]);
    expect(world.opened).toBe(2);
  });

  it("passes on what it understands and nothing else", async () => {
    await world.open();
    for (const data of [
      '{"v":1,"type":"clouds","changes":[{"id":"cld_1","rev":2}]}',
      '{"v":2,"type":"clouds","changes":[]}',
      '{"v":1,"type":"weather","changes":[]}',
      '{"v":1,"type":"pong"}',
      '{"v":1,"type":"pong","number":-1}',
      '{"v":1,"type":"error","detail":"no"}',
      "not json",
      "null",
      new ArrayBuffer(1),
    ]) {
      world.socket.onmessage?.({ data });
    }
    expect(world.messages).toEqual([{ type: "clouds", changes: [{ id: "cld_1", rev: 2 }] }]);
  });

  it("comes back after a cut, with a fresh ticket, and says that it opened again", async () => {
    await world.open();
    world.socket.onclose?.();
    expect(world.statuses.at(-1)).toBe("waiting");
    await world.clock.pass(1_000);
    await world.open();
    expect(world.tickets).toEqual(["t0", "t1"]);
    expect(world.opened).toBe(2);
  });

  it("waits longer each time, up to half a minute", async () => {
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 7; i++) {
      await settled();
      world.socket.onclose?.();
      waits.push(world.clock.next);
      await world.clock.pass(world.clock.next ?? 0);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("starts from a short wait again after a socket that lived", async () => {
    await settled();
    world.socket.onclose?.();
    await world.clock.pass(1_000);
    await world.open();
    await world.clock.pass(10_000);
    world.socket.onclose?.();
    expect(world.clock.next).toBe(1_000);
  });

  it("does not start from a short wait after one that was dropped at once", async () => {
    await world.open();
    world.socket.onclose?.();
    await world.clock.pass(1_000);
    await world.open();
    world.socket.onclose?.();
    expect(world.clock.next).toBe(2_000);
  });

  it("tries again when no ticket is to be had", async () => {
    const fresh = new World();
    let asked = 0;
    fresh.ticket = () =>
      ++asked === 1 ? Promise.reject(new Error("offline")) : Promise.resolve("t");
    fresh.live.start();
    await settled();
    await fresh.clock.pass(1_000);
    expect(fresh.tickets).toEqual(["t"]);
  });

  it("stops without a session", async () => {
    const fresh = new World();
    fresh.ticket = () => Promise.reject(new ApiError({ type: "", title: "No", status: 401 }));
    fresh.live.start();
    await settled();
    expect(fresh.statuses.at(-1)).toBe("off");
    expect(fresh.clock.next).toBeUndefined();
  });

  it("hurries when it is waiting, and only then", async () => {
    await world.open();
    world.live.hurry();
    await settled();
    expect(world.sockets).toHaveLength(1);
    world.socket.onclose?.();
    world.live.hurry();
    await settled();
    expect(world.sockets).toHaveLength(2);
    expect(world.clock.next).toBeUndefined();
  });

  it("leaves nothing behind when stopped, not even a ticket on its way", async () => {
    await world.open();
    world.live.stop();
    expect(world.socket.closed).toBe(true);
    expect(world.clock.next).toBeUndefined();
    world.socket.onclose?.();
    expect(world.statuses.at(-1)).toBe("off");

    const fresh = new World();
    fresh.live.start();
    fresh.live.stop();
    await settled();
    expect(fresh.sockets).toHaveLength(0);
  });
});
