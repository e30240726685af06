import { useMemo } from 'react';
import { App } from 'antd';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { clockTime } from '@/shared/time/format';
import css from './record.module.css';
import { useText } from './text';
import { useLive, useView } from './use-live';
import type { Head } from './wire';

export type Acts = {
  take: () => void;
  takeOver: (reason: string) => void;
  join: () => void;
  part: () => void;
  invite: () => void;
  whisper: (words: string) => void;
  reopen: () => void;
  wake: () => void;
  assign: (person: { id: string; name: string }, reason: string) => void;
  release: (reason: string) => void;
  pass: (team: { id: string; name: string }, reason: string) => void;
  handOver: (to: { key: string; name: string }) => void;
  accept: () => void;
  turnBack: (reason: string) => void;
  close: (outcome: string, note: string, satisfied: string | null) => void;
  snooze: (until: string, reason: string) => void;
  tag: (tags: readonly string[]) => void;
};

/** Acts at once and offers the way back, instead of asking "are you sure". */
export const useActs = ({ id, tags, reason: before }: Head): Acts => {
  const t = useText();
  const live = useLive();
  const zone = useView((view) => view.shop.zone);
  const { message } = App.useApp();
  return useMemo(() => {
    const act = async (
      path: string,
      body: Record<string, unknown>,
      done: string,
      undo?: [string, Record<string, unknown>],
    ) => {
      try {
        await live.act(id, path, body);
      } catch (error) {
        message.error(toProblem(error).detail);
        return;
      }
      if (done === '') return;
      const key = `${id}-${path}`;
      const back = () => {
        message.destroy(key);
        if (undo !== undefined) void act(undo[0], undo[1], '');
      };
      message.open({
        key,
        type: 'success',
        duration: undo === undefined ? 2 : 6,
        content: (
          <>
            {done}
            {undo !== undefined && (
              <button type="button" className={css['toastAct']} onClick={back}>
                {t('undo')}
              </button>
            )}
          </>
        ),
      });
    };
    return {
      take: () => void act('take', {}, t('taken'), ['release', { reason: t('undo') }]),
      takeOver: (reason) => void act('take', { reason }, t('taken')),
      join: () => void act('join', {}, t('joinedNow'), ['part', {}]),
      part: () => void act('part', {}, t('partedNow'), ['join', {}]),
      invite: () => void act('invite-rating', {}, t('invited')),
      whisper: (words) => void act('whisper', { id: newId(), text: words }, t('whispered')),
      reopen: () => void act('reopen', {}, t('reopened')),
      wake: () => void act('wake', {}, t('woken')),
      assign: (person, reason) =>
        void act('assign', { personId: person.id, reason }, t('transferred', { name: person.name })),
      pass: (team, reason) => void act('pass', { teamId: team.id, reason }, t('transferred', { name: team.name })),
      handOver: (to) =>
        void act('hand-over', { to: to.key }, t('handedOver', { name: to.name }), ['hand-over/undo', {}]),
      accept: () => void act('accept', {}, t('transferTaken')),
      turnBack: (reason) => void act('return', { reason }, t('transferReturned')),
      release: (reason) => void act('release', { reason }, t('released'), ['take', {}]),
      close: (outcome, note, satisfied) =>
        void act('close', { outcome, note: note === '' ? null : note, satisfied }, t('closedNow', { outcome }), [
          'reopen',
          {},
        ]),
      snooze: (until, reason) =>
        void act(
          'snooze',
          { until, reason: reason === '' ? null : reason },
          t('snoozed', { time: clockTime(until, zone) }),
          ['wake', {}],
        ),
      tag: (next) => void act('tags', { tags: next }, t('done'), ['tags', { tags }]),
    };
    // The reason is part of what an act changes, so the list is made anew with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [live, id, message, t, zone, tags, before]);
};
