import { expect, it } from "vitest";
import { ApiError } from "$lib/api/errors";
import type { ImportedSchedule, ScheduleDraft, ScheduleView } from "$lib/api/types";
import { createAll } from "./create";

const imported = (name: string): ImportedSchedule => ({
  name,
  document: { zone: "UTC", otherwise: "off" },
  tags: [{ key: "Schedule", value: name }],
  instance_types: {},
});

it("creates each, and goes on after one that is refused", async () => {
  const drafts: ScheduleDraft[] = [];
  const client = {
    createSchedule: async (draft: ScheduleDraft) => {
      drafts.push(draft);
      if (draft.name === "b") throw new ApiError({ type: "", title: "A tie", status: 409 });
      return { id: `sch_${draft.name}` } as ScheduleView;
    },
  };
  const schedules = ["a", "b", "c"].map(imported);
  const made = await createAll(client, schedules, false);
  expect([...made.values()]).toEqual([{ id: "sch_a" }, { fault: "A tie" }, { id: "sch_c" }]);
  expect(drafts.map(({ selectors }) => selectors)).toEqual([[], [], []]);

  await createAll(client, schedules.slice(0, 1), true);
  expect(drafts.at(-1)?.selectors).toEqual([
    { priority: 100, tags: [{ key: "Schedule", value: "a" }] },
  ]);
});
