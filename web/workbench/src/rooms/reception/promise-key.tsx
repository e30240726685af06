import { Suspense, useMemo, useState } from 'react';
import { App } from 'antd';
import { MakePromise } from '@/rooms/promises';
import { useCommands, type Command } from '@/shared/keys/commands';
import { useMay } from '@/shared/session';
import { useText } from './text';
import { promised } from './promised';
import { useLive } from './use-live';
import type { Message } from './wire';

/** One key makes a promise of the message that has the focus or the selection, else of one's own last words. */
export const PromiseKey = ({ c }: { c: string }) => {
  const t = useText();
  const live = useLive();
  const { message: toast } = App.useApp();
  const mayPromise = useMay('promises.promise.make');
  const [chosen, setChosen] = useState<Message | null>(null);
  useCommands(
    useMemo((): Command[] => {
      if (!mayPromise) return [];
      const run = () => {
        const view = live.view.get();
        const messages = (view?.threads.get(c)?.messages ?? []).map((told) => told.message);
        const found = promised(messages, pointedAt(), view?.me.id ?? '');
        if (found === null) void toast.info(t('noPromise'));
        else setChosen(found);
      };
      return [{ id: 'promise', label: t('keyPromise'), group: t('keysWrite'), key: 'alt+k', run }];
    }, [c, live, mayPromise, t, toast]),
  );
  return (
    <Suspense fallback={null}>
      {chosen !== null && (
        <MakePromise
          said={chosen.text}
          saidAt={chosen.at}
          conversation={chosen.c}
          seq={chosen.seq}
          onDone={() => setChosen(null)}
        />
      )}
    </Suspense>
  );
};

/** The number of the message under the focus or the selection. */
const pointedAt = (): number | null => {
  const anchor = window.getSelection()?.anchorNode ?? null;
  const selected = anchor instanceof Element ? anchor : (anchor?.parentElement ?? null);
  for (const element of [document.activeElement, selected]) {
    const seq = element?.closest<HTMLElement>('[data-seq]')?.dataset['seq'];
    if (seq !== undefined) return Number(seq);
  }
  return null;
};
