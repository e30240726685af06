import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { wordsReady } from '@/shared/i18n/dictionary';
import type { Command } from '@/shared/keys/commands';

/** What a room shows the frame. `index.ts` is part of the first route: keep it light, pages are loaded when asked for. */
export type Room<Zh extends Record<string, string> = Record<string, string>> = {
  id: string;
  /** The few words the frame shows (name in the rail, commands); the pages' words stay in the room's own dictionary. */
  messages: { zh: Zh; en: { [K in keyof Zh]: string } };
  /** Inside the frame, for people who are signed in. Use `page` so that the code is loaded when it is visited. */
  routes?: RouteObject[];
  /** For people who are signed in, in a small window of its own without the frame. */
  windowRoutes?: RouteObject[];
  /** Outside the frame: sign-in, invitations, first set-up. */
  bareRoutes?: RouteObject[];
  /** Entries of the left rail; shown to those who hold one of `permission` (to all when it is left out). */
  nav?: NavEntry<Zh> | NavEntry<Zh>[];
  /** Commands of Ctrl K that are there on every page. */
  commands?: RoomCommand<Zh>[];
  /** Takes what was typed into Ctrl K to the room's own search; `{q}` in the label stands for it. */
  find?: { label: keyof Zh & string; permission?: string | string[]; to: (q: string) => string };
  /** A piece of the top line (duty, notices), loaded apart; lower order stands further left. */
  topLine?: { order: number; load: () => Promise<ComponentType> };
};

export type NavEntry<Zh> = {
  label: keyof Zh & string;
  icon: ComponentType;
  to: string;
  order: number;
  permission?: string | string[];
};

export type RoomCommand<Zh> = {
  id: string;
  label: keyof Zh & string;
  permission?: string | string[];
  run: Command['run'];
};

/** Checks the words against their keys; returns the room as the frame takes it. */
export const defineRoom = <const Zh extends Record<string, string>>(room: Room<Zh>): Room => room as unknown as Room;

/** A page whose code is fetched when it is first visited. */
export const page = (load: () => Promise<ComponentType>): NonNullable<RouteObject['lazy']> =>
  (async () => {
    const Component = await load();
    await wordsReady();
    return { Component };
  }) as NonNullable<RouteObject['lazy']>;
