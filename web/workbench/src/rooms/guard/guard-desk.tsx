import { Suspense, useEffect, useState, type ReactNode, type RefObject } from 'react';
import { Modal } from 'antd';
import { MakePromise } from '@/rooms/promises';
import { useMay } from '@/shared/session';
import { late } from '@/shared/late';
import { GuardLine } from './guard-line';
import { gravest } from './marks';
import { ReasonForm } from './reason-form';
import type { Rewrite } from './marks';
import { useText } from './text';
import type { Verdict } from './wire';

const SaidFine = late(() => import('./overview/said-fine').then((m) => m.SaidFine));

type DeskProps = {
  conversation: string;
  /** Where help is asked for. */
  help: ReactNode;
  text: string;
  verdict: Verdict | null;
  rewrite: Rewrite | null;
  /** The reason is asked for now. */
  asks: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onTake: () => void;
  onSend: (reason: string) => void;
  onBack: () => void;
};

/** Under the box: what rang and what one key does about it, or the reason that sending takes. */
export const GuardDesk = ({
  conversation,
  help,
  text,
  verdict,
  rewrite,
  asks,
  field,
  onTake,
  onSend,
  onBack,
}: DeskProps) => {
  const t = useText();
  const mayPromise = useMay('promises.promise.make');
  const [shows, setShows] = useState<'promise' | 'help' | 'fine' | null>(null);
  const hit = verdict === null ? null : gravest(verdict.hits);
  const promises = mayPromise && verdict?.hits.some((hit) => hit.kind === 'promise') === true;

  useEffect(() => {
    const element = field.current;
    if (element === null || verdict === null) return;
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      const act =
        event.code === 'KeyI'
          ? onTake
          : event.code === 'KeyK' && promises
            ? () => setShows('promise')
            : event.code === 'KeyH'
              ? () => setShows('help')
              : null;
      if (act === null) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    };
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  });
  const close = () => {
    setShows(null);
    field.current?.focus();
  };
  return (
    <>
      {asks ? (
        <ReasonForm onSend={onSend} onBack={onBack} />
      ) : (
        <GuardLine
          verdict={verdict}
          rewrite={rewrite}
          onTake={onTake}
          onPromise={promises ? () => setShows('promise') : null}
          onHelp={() => setShows('help')}
          onFine={() => setShows('fine')}
        />
      )}
      <Suspense fallback={null}>
        {shows === 'promise' && <MakePromise said={text} conversation={conversation} onDone={close} />}
        {shows === 'fine' && hit !== null && (
          <SaidFine
            slice={hit.text}
            rule={hit.name}
            body={{ conversation, text, rule: hit.rule, start: hit.start }}
            onDone={close}
          />
        )}
        {shows === 'help' && (
          <Modal open title={t('help')} footer={null} onCancel={close}>
            {help}
          </Modal>
        )}
      </Suspense>
    </>
  );
};
