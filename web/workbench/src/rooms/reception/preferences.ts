import { isBoolean, isNumber, isOneOf, remembered } from '@/shared/store/remembered';

/** What this person settled on this device. */
export const sendKey = remembered(
  'reception.send-key',
  'enter' as 'enter' | 'ctrl-enter',
  isOneOf('enter', 'ctrl-enter'),
);
export const soundOn = remembered('reception.sound', true, isBoolean);
export const desktopNotify = remembered(
  'reception.desktop',
  'unasked' as 'unasked' | 'yes' | 'no',
  isOneOf('unasked', 'yes', 'no'),
);
export const listFilter = remembered(
  'reception.filter',
  'mine' as 'mine' | 'queue' | 'all' | 'closed',
  isOneOf('mine', 'queue', 'all', 'closed'),
);
export const listWidth = remembered('reception.list-width', 288, isNumber);
export const panelWidth = remembered('reception.panel-width', 304, isNumber);
export const panelOpen = remembered('reception.panel-open', true, isBoolean);
