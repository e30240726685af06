import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const pauseMs = 2_000;
const longestMs = 10_000;

/** Tries until it comes: a browser's word that it is online says nothing of whether the server can be reached. */
export const patiently = async <T>(load: () => Promise<T>, pause = pauseMs): Promise<T> => {
  try {
    return await load();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return patiently(load, Math.min(pause * 2, longestMs));
  }
};

/** A piece of a page that is fetched when it is first shown. Whoever loses the network meanwhile keeps the page; the piece comes when the network does. */
export const late = <P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => ({ default: await patiently(load) }));
