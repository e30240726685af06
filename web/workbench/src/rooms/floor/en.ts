import type { zh } from './zh-CN';

export const en: { [K in keyof typeof zh]: string } = {
  phrases: 'Quick phrases',
};
