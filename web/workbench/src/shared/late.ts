import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { wordsReady } from '@/shared/i18n/dictionary';
import { patiently } from '@/shared/patiently';

/** A piece of a page that is fetched when it is first shown. Whoever loses the network meanwhile keeps the page; the piece comes when the network does. */
export const late = <P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> =>
  lazy(async () => {
    const piece = await patiently(load);
    await wordsReady();
    return { default: piece };
  });
