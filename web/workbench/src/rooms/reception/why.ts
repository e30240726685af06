import type { zh } from './zh-CN';
import { text } from './text';
import type { Why } from './wire';

const sentences = {
  known: 'whyKnown',
  alone: 'whyAlone',
  turn: 'whyTurn',
  idle: 'whyIdle',
  load: 'whyLoad',
  'no-answer': 'whyNoAnswer',
  'owner-left': 'whyOwnerLeft',
  'not-taken': 'whyNotTaken',
  'handed-over': 'whyHandedOver',
  took: 'whyTook',
  'opened-again': 'whyOpenedAgain',
  booked: 'whyBooked',
} as const satisfies Record<string, keyof typeof zh>;

const states = {
  unpaid: 'orderUnpaid',
  paid: 'orderPaid',
  shipped: 'orderShipped',
  signed: 'orderSigned',
  success: 'orderSuccess',
  closed: 'orderClosed',
  refunding: 'orderRefunding',
} as const satisfies Record<string, keyof typeof zh>;

const isState = (key: string): key is keyof typeof states => Object.hasOwn(states, key);

const isKnown = (code: string): code is keyof typeof sentences => Object.hasOwn(sentences, code);

/** Why somebody has it, in the reader's language; what a person wrote stays as it was written. */
export const whyWords = (why: Why | null | undefined, written: string): string => {
  if (why === null || why === undefined || !isKnown(why.code)) return written;
  const arg = (name: string): string => {
    const value = why.args?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const sentence = text(sentences[why.code], {
    name: arg('name'),
    weight: arg('weight'),
    n: arg('load'),
    seconds: arg('waited'),
    by: arg('by'),
    to: arg('to'),
    reason: arg('reason'),
    absent: arg('absent') === '' ? '' : text('whyAbsent'),
  });
  const state = arg('order');
  const before =
    state === ''
      ? ''
      : state === 'none'
        ? text('whyNoOrder')
        : text('whyOrder', { state: isState(state) ? text(states[state]) : state });
  return before + routed(arg, sentence);
};

const routed = (arg: (name: string) => string, sentence: string): string => {
  const group = arg('skill') === '' ? arg('group') : text('whySkill', { group: arg('group'), skill: arg('skill') });
  const to = group === '' ? text('whyEverybody') : group;
  if (arg('from') !== '')
    return text(arg('seconds') === '' ? 'whyUnmanned' : 'whyOverflow', {
      from: arg('from'),
      seconds: arg('seconds'),
      to,
      sentence,
    });
  return group === '' ? sentence : text('whyGroup', { group, sentence });
};

/** The same from a line of the record, whose arguments are not typed. */
export const whyOf = (value: unknown): Why | null =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
    ? (value as Why)
    : null;
