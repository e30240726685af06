import type { zh } from './zh-CN';

export const en: Record<keyof typeof zh, string> = {
  hint: 'Hint',
  confirm: 'Needs a reason',
  block: 'Stopped',
  say: 'You may say: {text}',
  take: 'Replace by',
  promise: 'Make it a promise',
  help: 'Ask for help',
  more: '{n} more',
  whyTitle: 'Send with a reason',
  whyHint: 'Why it is said like this, in one sentence',
  whyBuyer: 'The buyer said it first',
  whyFact: 'Checked, and it is so',
  whyLeader: 'A supervisor agreed',
  send: 'Send with this reason',
  back: 'Back to the text',
  shut: 'This cannot be sent',
};
