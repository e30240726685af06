import { useState } from 'react';
import { clockTime, fullMoment, span } from '@/shared/time/format';
import css from './record.module.css';
import { text, useText } from './text';
import { whyOf, whyWords } from './why';
import type { Message } from './wire';

const contactWords = (arg: (name: string) => string, zone: string): string => {
  const kind = arg('kind') === 'visit' ? text('contactVisit') : arg('kind') === 'qq' ? 'QQ' : text('contactTelephone');
  const way = text(arg('direction') === 'out' ? 'contactOut' : 'contactIn');
  const long = arg('minutes') === '' ? '' : ` ${arg('minutes')} ${text('contactMinutes')}`;
  return text('lineContact', {
    by: arg('by'),
    kind,
    way,
    at: arg('at') === '' ? '' : fullMoment(arg('at'), zone),
    long,
  });
};

const starsOf = (stars: string): string => {
  const level = (['1', '2', '3', '4', '5'] as const).find((one) => one === stars);
  return level === undefined ? stars : text(`stars${level}`);
};

const wordsOf = (message: Message, zone: string): string => {
  if (message.erased === true) return text(message.retired === true ? 'retired' : 'erased');
  const system = message.body?.system;
  const arg = (name: string) => {
    const value = system?.args?.[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  switch (system?.code) {
    case 'taken':
      return text('lineTaken', { name: arg('name') });
    case 'taken-over':
      return arg('reason') === ''
        ? text('lineTakenOver', { name: arg('name') })
        : text('lineTakenOverFor', { name: arg('name'), reason: arg('reason') });
    case 'watched':
      return text('lineWatched', { name: arg('name') });
    case 'watch-ended':
      return text('lineWatchEnded', { name: arg('name'), span: span(Number(arg('seconds')) * 1000) });
    case 'found':
      return text('lineFound', { name: arg('name') });
    case 'followed':
      return text('lineFollowed', { name: arg('name') });
    case 'rating-invited':
      return text('lineRatingInvited', { name: arg('name') });
    case 'rated':
      return text('lineRated', { stars: starsOf(arg('stars')) });
    case 'rating-comment':
      return text('lineRatingComment', { text: arg('text') });
    case 'joined':
      return text('lineJoined', { name: arg('name') });
    case 'parted':
      return text('lineParted', { name: arg('name') });
    case 'assigned':
      return text('lineAssigned', { name: arg('name'), reason: whyWords(whyOf(system.args?.['why']), arg('reason')) });
    case 'transferred':
      return text('lineTransferred', { from: arg('from'), name: arg('name'), reason: arg('reason') });
    case 'released':
      return text('lineReleased', { by: arg('by'), reason: arg('reason') });
    case 'given-back':
      return text('lineGivenBack', {
        from: arg('from'),
        reason: whyWords(whyOf(system.args?.['why']), arg('reason')),
      });
    case 'passed-to-team':
      return text('linePassed', { by: arg('by'), team: arg('team'), reason: arg('reason') });
    case 'handed-over':
      return text(system.args?.['manned'] === false ? 'lineHandedOverAbsent' : 'lineHandedOver', {
        by: arg('by'),
        group: arg('group'),
        reason: arg('reason'),
      });
    case 'hand-over-undone':
      return text('lineHandOverUndone', { by: arg('by') });
    case 'talk-record': {
      const satisfied = arg('satisfied');
      return (
        text(satisfied === 'yes' ? 'lineSatisfied' : satisfied === 'no' ? 'lineUnsatisfied' : 'lineUnsaid', {
          by: arg('by'),
          outcome: arg('outcome'),
        }) + (arg('note') === '' ? '' : ` (${arg('note')})`)
      );
    }
    case 'transfer-accepted':
      return text('lineTransferTaken', { by: arg('by') });
    case 'transfer-returned':
      return text(arg('to') === '' ? 'lineTransferQueued' : 'lineTransferReturned', {
        by: arg('by'),
        name: arg('to'),
        reason: arg('reason'),
      });
    case 'transfer-lapsed':
      return text(arg('to') === '' ? 'lineLapsedQueued' : 'lineLapsed', {
        name: arg('to'),
        reason: whyWords(whyOf(system.args?.['why']), arg('reason')),
      });
    case 'soothed':
      return text('lineSoothed', { name: arg('name') });
    case 'procedure':
      return text('lineProcedure', { by: arg('by'), title: arg('title'), n: arg('steps') });
    case 'contact':
      return message.text === ''
        ? contactWords(arg, zone)
        : text('lineWithWords', { line: contactWords(arg, zone), words: message.text });
    case 'closed':
      return (
        (arg('by') === ''
          ? text('lineClosedByHouse', { outcome: arg('outcome') })
          : text('lineClosed', { by: arg('by'), outcome: arg('outcome') })) +
        (arg('note') === '' ? '' : ` (${arg('note')})`)
      );
    case 'reopened':
      return text('lineReopened', { by: arg('by') });
    case 'reopened-by-buyer':
      return text('lineReopenedByBuyer');
    case 'snoozed':
      return text('lineSnoozed', { by: arg('by'), until: arg('until') === '' ? '' : clockTime(arg('until'), zone) });
    case 'offline':
      return arg('text') === '' ? text('lineOffline') : text('lineOfflineSaid', { text: arg('text') });
    default:
      return message.text !== '' ? message.text : (system?.code ?? '');
  }
};

type StepsProps = { messages: readonly Message[]; zone: string; sought?: number | undefined };

/** What the house noted between two words: one line, opened on demand. */
export const Steps = ({ messages, zone, sought }: StepsProps) => {
  const t = useText();
  const isSought = messages.some((one) => one.seq === sought);
  const [isOpen, setOpen] = useState(isSought);
  const last = messages.at(-1);
  if (last === undefined) return null;
  const shown = isOpen ? messages : [last];
  return (
    <div className={css['steps']}>
      {shown.map((message) => (
        <div
          key={message.seq}
          data-seq={message.seq}
          data-sought={message.seq === sought ? true : undefined}
          title={fullMoment(message.at, zone)}
        >
          <time>{clockTime(message.at, zone)}</time> {wordsOf(message, zone)}
        </div>
      ))}
      {messages.length > 1 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('fold') : t('folded', { n: messages.length })}
        </button>
      )}
    </div>
  );
};
