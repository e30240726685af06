import type { zh } from './zh-CN';

export const en: { [K in keyof typeof zh]: string } = {
  block: 'Blocked',
  confirm: 'Needs a reason',
  hint: 'Hint',
  pass: '',
  rings: '“{text}” {name}: {reason}',
  say: 'Could be: {text}',
  more: '{n} more',
  take: 'Change to “{text}”',
  reason: 'Why it is kept like this',
  reasonHint: 'The guard asks for a reason; it is kept with the history.',
  reasonShop: 'The guard asks for a reason. Only the shop sees it, buyers never do.',
  reasonNeeded: 'Give a reason, or say it otherwise',
  blocked: 'It cannot be kept like this; say it otherwise',
  ownTitle: 'Words of yours fail under the new book',
  ownText:
    'Quick phrases: {phrases}, signature texts: {signatures}. Open them here; what is blocked cannot be inserted meanwhile.',
};
