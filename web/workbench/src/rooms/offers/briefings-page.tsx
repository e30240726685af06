import { useState } from 'react';
import { Alert, Button, Segmented, Tag } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { Changes } from './changes';
import { begins, ends } from './moments';
import { OfferTabs } from './offer-tabs';
import css from './offers.module.css';
import { useText } from './text';
import { useAct, useBriefings } from './use-offers';
import type { Followed, Subject } from './wire';

/** What has to be read, one confirmation each; for who leads, who has not. */
export const BriefingsPage = () => {
  const t = useText();
  const mayFollow = useMay('shop.briefing.follow');
  const [view, setView] = useState<'mine' | 'all'>('mine');
  const list = useBriefings(mayFollow);
  const mine = list.data?.mine ?? [];
  const all = list.data?.all ?? [];
  return (
    <Page title={t('briefings')}>
      <OfferTabs />
      {mayFollow && (
        <Segmented
          className={css['bar'] ?? ''}
          value={view}
          onChange={setView}
          options={[
            { value: 'mine' as const, label: t('mineToRead', { n: mine.length }) },
            { value: 'all' as const, label: t('whoHasRead') },
          ]}
        />
      )}
      {list.isPending && <Loading rows={6} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && view === 'mine' && mine.length === 0 && (
        <State title={t('allRead')} text={t('allReadText')} />
      )}
      {list.data !== undefined && view === 'all' && all.length === 0 && (
        <State title={t('nothingToRead')} text={t('allReadText')} />
      )}
      <div className={css['readings']}>
        {view === 'mine' && mine.map((one) => <Reading key={`${one.id}${one.version}`} subject={one} />)}
        {view === 'all' && all.map((one) => <Readers key={`${one.subject.id}${one.subject.version}`} followed={one} />)}
      </div>
    </Page>
  );
};

const Head = ({ subject }: { subject: Subject }) => {
  const t = useText();
  const { zone } = useShop();
  return (
    <div className={css['cardHead']}>
      <Tag color={subject.kind === 'promotion' ? 'gold' : 'blue'}>
        {t(subject.kind === 'promotion' ? 'promotion' : 'policy')}
      </Tag>
      <strong>{subject.title}</strong>
      <span className={css['quiet']}>
        {subject.to === null
          ? t('since', { at: begins(subject.from, zone) })
          : t('fromTo', { from: begins(subject.from, zone), to: ends(subject.to, zone) })}
      </span>
    </div>
  );
};

const Reading = ({ subject }: { subject: Subject }) => {
  const t = useText();
  const shop = useShop();
  const read = useAct();
  return (
    <article className={css['card']}>
      <Head subject={subject} />
      <p className={css['policyText']}>{subject.text}</p>
      {subject.changes !== null && (
        <>
          <h3 className={css['smallHead']}>{t('whatChanged')}</h3>
          <Changes changes={subject.changes} />
        </>
      )}
      <div>
        <Button
          type="primary"
          loading={read.isPending}
          onClick={() =>
            read.mutate({ path: `/briefings/${subject.id}/read`, body: { shop: shop.id, version: subject.version } })
          }
        >
          {t('haveRead')}
        </Button>
      </div>
      {read.isError && <Alert type="error" title={toProblem(read.error).detail} />}
    </article>
  );
};

const Readers = ({ followed }: { followed: Followed }) => {
  const t = useText();
  return (
    <article className={css['card']}>
      <Head subject={followed.subject} />
      <div>
        {t('readOf', { n: followed.read, of: followed.of })}
        {followed.unread.length > 0 && (
          <>
            {t('notRead')}
            {followed.unread.map((one) => (
              <Tag key={one.id}>{one.name}</Tag>
            ))}
          </>
        )}
      </div>
    </article>
  );
};
