import type { zh } from './zh-CN';

export const en: { [K in keyof typeof zh]: string } = {
  copied: 'Copied',
  copyFailed: 'Not copied; select it and copy',
  asChart: 'As a chart',
  asTable: 'As a table',
  copy: 'Copy',
};
