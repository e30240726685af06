import type { RouteObject } from 'react-router';

/** A folder of this room with pages of its own: put a `part.ts` into it and it gets its tab and its routes. */
export type PayPart = {
  /** Where the tab stands; months 10, my pay 20, objections 30. */
  order: number;
  to: string;
  label: { zh: string; en: string };
  permission: string | string[];
  routes: RouteObject[];
};

const found = import.meta.glob<{ part: PayPart }>('./*/part.ts', { eager: true });

export const parts: readonly PayPart[] = Object.values(found)
  .map((module) => module.part)
  .sort((a, b) => a.order - b.order);
