// Where a signed-in person can go, in the order of the navigation; the frame shows what their role opens.
import type { Role } from "$lib/api/types";
import type { IconName } from "$lib/ui/Icon.svelte";

interface Place {
  path: string;
  name: string;
  /** Everybody may go there when absent. */
  needs?: Role;
}

export interface Section {
  name: string;
  icon: IconName;
  /** The first that a person may see stands for the section; several stand above the page. */
  places: readonly Place[];
}

export const sections: readonly Section[] = [
  { name: "Machines", icon: "machines", places: [{ path: "/machines", name: "Machines" }] },
  { name: "Schedules", icon: "schedules", places: [{ path: "/schedules", name: "Schedules" }] },
  { name: "Calendars", icon: "calendar", places: [{ path: "/calendars", name: "Calendars" }] },
  { name: "Clouds", icon: "clouds", places: [{ path: "/clouds", name: "Clouds" }] },
  {
    name: "Security",
    icon: "shield",
    places: [
      { path: "/security", name: "Status", needs: "admin" },
      { path: "/audit", name: "Audit trail", needs: "admin" },
    ],
  },
  {
    name: "Company",
    icon: "company",
    places: [
      { path: "/people", name: "People", needs: "admin" },
      { path: "/api-tokens", name: "API tokens", needs: "admin" },
      { path: "/exports", name: "Exports" },
      { path: "/settings", name: "Settings" },
    ],
  },
  { name: "Account", icon: "person", places: [{ path: "/account", name: "Account" }] },
];

/** What a person with this right sees of the sections. */
export function sectionsFor(may: (needed: Role) => boolean): Section[] {
  return sections.flatMap((section) => {
    const places = section.places.filter(({ needs }) => !needs || may(needs));
    return places.length > 0 ? [{ ...section, places }] : [];
  });
}
