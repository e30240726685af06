import { useRef, useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { span } from '@/shared/time/format';
import { nowMs, useNow } from '@/shared/time/now';
import { useText } from '../text';
import { afterInput, counted, reached, untouched, type Attempt } from './typed';
import css from './typing.module.css';
import type { Begun, Own, Run } from './wire';

/** One practice: the shop's own words above, the box below; the clock runs from the first key. */
export const Practice = ({ own }: { own: Own }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [result, setResult] = useState<Run | null>(null);
  const onError = (error: unknown) => void message.error(toProblem(error).detail);
  const begin = useMutation({
    mutationFn: () => api.post<Begun>('/api/reception/typing/runs', { shop: shop.id }),
    onSuccess: (run) => {
      setBegun(run);
      setResult(null);
    },
    onError,
  });
  const end = useMutation({
    mutationFn: ({ id, ...body }: { id: string; typed: string; took: number; corrections: number; pasted: number }) =>
      api.post<Run>(`/api/reception/typing/runs/${id}/end`, body),
    onSuccess: async (run) => {
      setBegun(null);
      setResult(run);
      await client.invalidateQueries({ queryKey: ['typing'] });
    },
    onError,
  });
  return (
    <div className={css['practice']}>
      {result !== null && (
        <Alert
          showIcon
          type={!result.counts ? 'info' : own.standard !== null && result.speed < own.standard ? 'warning' : 'success'}
          title={t('typingResult', { speed: result.speed, errors: result.errors })}
          description={[
            t('typingTook', { right: result.right, span: span(result.took), corrections: result.corrections }),
            result.pasted > 0 ? t('typingPasted', { n: result.pasted }) : '',
            result.counts ? '' : t('typingTooShort', { n: own.least ?? 1 }),
          ]
            .filter(Boolean)
            .join(' ')}
        />
      )}
      {begun === null ? (
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t(result === null ? 'typingStart' : 'typingAgain')}
        </Button>
      ) : (
        <Sheet
          key={begun.id}
          begun={begun}
          isEnding={end.isPending}
          onEnd={(body) => end.mutate({ id: begun.id, ...body })}
        />
      )}
    </div>
  );
};

type SheetProps = {
  begun: Begun;
  isEnding: boolean;
  onEnd: (body: { typed: string; took: number; corrections: number; pasted: number }) => void;
};

const Sheet = ({ begun, isEnding, onEnd }: SheetProps) => {
  const t = useText();
  const now = useNow();
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const attempt = useRef<Attempt>(untouched);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const at = reached(begun.text, typed);
  const done = counted(typed).length;
  const end = (text: string) => {
    const { startedAt: from, corrections, pasted } = attempt.current;
    if (from !== null)
      onEnd({ typed: text, took: Math.max(1000, Math.round(performance.now() - from)), corrections, pasted });
  };
  const begins = () => {
    if (attempt.current.startedAt === null) {
      attempt.current = { ...attempt.current, startedAt: performance.now() };
      setStartedAt(nowMs());
    }
  };
  const take = (text: string, isComposing: boolean) => {
    begins();
    attempt.current = isComposing ? attempt.current : afterInput(attempt.current, typed, text, performance.now());
    setTyped(text);
    if (!isComposing && counted(text).length >= begun.characters && !isEnding) end(text);
  };
  const refuse = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    void message.info(t('typingNoPaste'));
  };
  return (
    <>
      <p className={css['shown']} aria-label={t('typingText')}>
        <span className={css['right']}>{begun.text.slice(0, at)}</span>
        {begun.text.slice(at)}
      </p>
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 4, maxRows: 10 }}
        maxLength={2000}
        value={typed}
        aria-label={t('typingBox')}
        placeholder={t('typingBox')}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        onCompositionStart={begins}
        onCompositionEnd={(event) => take(event.currentTarget.value, false)}
        onChange={(event) => take(event.target.value, (event.nativeEvent as InputEvent).isComposing)}
        onPaste={refuse}
        onDrop={refuse}
      />
      <div className={css['foot']}>
        <span>{t('typingProgress', { n: Math.min(done, begun.characters), of: begun.characters })}</span>
        <span>{startedAt === null ? t('typingWaits') : span(Math.max(0, now - startedAt))}</span>
        <Button disabled={done === 0} loading={isEnding} onClick={() => end(typed)}>
          {t('typingEnd')}
        </Button>
      </div>
    </>
  );
};
