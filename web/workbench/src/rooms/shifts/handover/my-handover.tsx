import { useRef, useState } from 'react';
import { Alert, App, Button, Input, Select, Tag } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from './handover.module.css';
import { Acts } from './item-text';
import { Lines } from './lines';
import { Counts, Signatures } from './parts';
import { Blocks, Readiness } from './readiness';
import { useText } from './text';
import { useHandoverAct, useMyHandover } from './use-handover';
import type { Handover } from './wire';

/** What I leave behind: it stands there by itself; I choose who takes over, say how the day was, and sign. */
export const MyHandover = () => {
  const mine = useMyHandover();
  if (mine.isPending) return <Loading rows={8} />;
  if (mine.isError) return <LoadFailed error={mine.error} onRetry={() => void mine.refetch()} />;
  // A draft gets its id with the first thing that is kept of it: what is typed and chosen stays.
  return <Mine key={mine.data.state === 'draft' ? 'draft' : mine.data.id} handover={mine.data} />;
};

const Mine = ({ handover }: { handover: Handover }) => {
  const t = useText();
  const shop = useShop();
  const { message } = App.useApp();
  const [receiver, setReceiver] = useState<string | null>(null);
  const [summary, setSummary] = useState<string | null>(null);
  const act = useHandoverAct();
  const save = useHandoverAct();
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const isDraft = handover.state === 'draft';
  const to = receiver ?? handover.receiver;
  const words = summary ?? handover.summary ?? '';
  const body = { shop: shop.id, receiver: to, summary: words };
  const nameOf = handover.candidates.find((one) => one.person === to)?.name ?? handover.receiverName ?? '';
  return (
    <>
      <Blocks handover={handover} />
      {!isDraft && (
        <Alert
          className={css['note'] ?? ''}
          type="info"
          showIcon
          title={t('waitReceiver', { name: handover.receiverName ?? '' })}
        />
      )}
      <Section title={t('open')}>
        <p className={css['quiet']}>{t('openHint')}</p>
        {handover.lines.length === 0 && (
          <p>
            {t('nothingOpen')}
            <span className={css['quiet']}> {t('nothingOpenText')}</span>
          </p>
        )}
        <Lines lines={handover.lines} />
        {handover.hasMore && <p className={css['warn']}>{t('moreThanShown')}</p>}
      </Section>
      <Readiness handover={handover} mayChange={isDraft} />
      <Section title={t('counts')}>
        <Counts counts={handover.counts} />
        <Input.TextArea
          className={css['summary']}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          disabled={!isDraft}
          value={words}
          placeholder={t('summaryHint')}
          aria-label={t('summary')}
          onChange={(event) => setSummary(event.target.value)}
          onBlur={() => {
            if (summary === null || summary === (handover.summary ?? '')) return;
            const kept = save.mutateAsync({ path: '/handovers/mine', body: { shop: shop.id, summary }, isPut: true });
            saving.current = kept.catch(() => undefined); // shown below; signing carries the words too
          }}
        />
      </Section>
      <Section title={t('signatures')}>
        {isDraft && (
          <div className={css['sign']}>
            <Select
              className={css['receiver']}
              {...(to === null ? {} : { value: to })}
              placeholder={t('chooseReceiver')}
              aria-label={t('receiver')}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={setReceiver}
              options={handover.candidates.map((one) => ({
                value: one.person,
                label: [one.name, one.number, one.shift].filter(Boolean).join(' · '),
                isOnDuty: one.isOnDuty,
              }))}
              optionRender={(option) => (
                <span>
                  {option.label} {option.data.isOnDuty && <Tag color="green">{t('onDuty')}</Tag>}
                </span>
              )}
            />
            <Button
              type="primary"
              disabled={to === null || handover.blocks.some((block) => !block.isExcepted)}
              loading={act.isPending}
              onClick={() =>
                void saving.current.then(() =>
                  act.mutate(
                    { path: '/handovers/mine/sign', body },
                    { onSuccess: () => void message.success(t('signed', { name: nameOf })) },
                  ),
                )
              }
            >
              {t('sign')}
            </Button>
          </div>
        )}
        <Signatures handover={handover} />
        {!isDraft && (
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ path: `/handovers/${handover.id}/recall`, body: {} })}
          >
            {t('recall')}
          </Button>
        )}
        {(act.isError || save.isError) && <Alert type="error" title={toProblem(act.error ?? save.error).detail} />}
        {handover.acts.length > 0 && <Acts acts={handover.acts} />}
      </Section>
    </>
  );
};
