import { beforeEach, describe, expect, it } from "vitest";
import { ApiError } from "$lib/api/errors";
import type { Preview, ScheduleDocument } from "$lib/api/types";
import { ManualClock } from "$lib/time/manual-clock";
import { PreviewWatch } from "./preview.svelte";

const document = (zone: string): ScheduleDocument => ({ zone, otherwise: "on" });

class World {
  clock = new ManualClock();
  asked: string[] = [];
  refuse = "";
  watch = new PreviewWatch({
    after: this.clock.after,
    client: {
      preview: async ({ zone }) => {
        this.asked.push(zone);
        if (zone === this.refuse) {
          const errors = [{ field: "document.zone", message: "is not a zone" }];
          throw new ApiError({ type: "", title: "Refused", status: 422, errors });
        }
        return { zone } as Preview;
      },
    },
  });
}

describe("the preview of what is being edited", () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  it("is asked for once typing rests", async () => {
    for (const zone of ["U", "UT", "UTC"]) {
      world.watch.ask(document(zone));
      await world.clock.pass(100);
    }
    expect(world.asked).toEqual([]);
    await world.clock.pass(350);
    expect(world.asked).toEqual(["UTC"]);
    expect(world.watch).toMatchObject({ view: { zone: "UTC" }, stale: false });
  });

  it("is not asked for again when nothing changed", async () => {
    world.watch.ask(document("UTC"));
    await world.clock.pass(350);
    world.watch.ask(document("UTC"));
    await world.clock.pass(1_000);
    expect(world.asked).toEqual(["UTC"]);
  });

  it("keeps the last good answer beside a refusal", async () => {
    world.refuse = "UT";
    world.watch.ask(document("UTC"));
    await world.clock.pass(350);
    world.watch.ask(document("UT"));
    await world.clock.pass(350);
    expect(world.watch.errors).toEqual({ "document.zone": "is not a zone" });
    expect(world.watch).toMatchObject({ view: { zone: "UTC" }, stale: true });
    world.watch.ask(document("UTC"));
    await world.clock.pass(350);
    expect(world.watch).toMatchObject({ errors: {}, fault: "", stale: false });
  });

  it("is empty when there is nothing to ask about", async () => {
    world.watch.ask(document("UTC"));
    await world.clock.pass(350);
    world.watch.ask(undefined);
    expect(world.watch.view).toBeUndefined();
    world.watch.ask(document("Asia/Tokyo"));
    world.watch.close();
    await world.clock.pass(1_000);
    expect(world.asked).toEqual(["UTC"]);
  });
});
