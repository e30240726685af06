import { useState } from 'react';
import { App, Button, Dropdown, Input, Segmented, Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay, useShop } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { FloorTabs } from '../floor-tabs';
import { EditPhrase } from './edit-phrase';
import { ImportPhrases } from './import-phrases';
import { find } from './match';
import { OffersWithout } from './offers-strip';
import { PhraseHistory } from './phrase-history';
import { PhraseTable } from './phrase-table';
import css from './phrases.module.css';
import { usePhraseText } from './text';
import { usePhraseAct, usePhrases } from './use-phrases';
import type { BoundOffer, ImportAnswer, Phrase, PhraseList } from './wire';

type View = 'all' | 'shop' | 'team' | 'own' | 'due' | 'expired' | 'unused' | 'rings';

const isIn = (view: View, phrase: Phrase): boolean =>
  view === 'all' ||
  (view === 'due'
    ? phrase.isDue
    : view === 'expired'
      ? phrase.isExpired
      : view === 'unused'
        ? phrase.isUnused
        : view === 'rings'
          ? phrase.guard !== null
          : phrase.level === view);

/** The library: the shop's, the teams' and one's own phrases, with what must be looked through. */
export const PhrasesPage = () => {
  const t = usePhraseText();
  const shop = useShop();
  const mayRead = useMay('reception.conversation.read');
  const mayWrite = useMay('reception.message.send');
  const list = usePhrases(mayRead);
  const [edited, setEdited] = useState<Phrase | 'new' | null>(null);
  const [isFor, setFor] = useState<BoundOffer | null>(null);
  const done = () => {
    setEdited(null);
    setFor(null);
  };
  const [imports, setImports] = useState(false);
  const [history, setHistory] = useState<Phrase | null>(null);
  if (!mayRead) return <NoRight right={t('right')} />;
  const address = (format: string) => `/api/reception/phrases/export?shop=${shop.id}&format=${format}`;
  return (
    <Page
      title={t('title')}
      actions={
        mayWrite && (
          <>
            <Dropdown
              menu={{
                items: [
                  { key: 'import', label: t('importFile'), onClick: () => setImports(true) },
                  { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportExcel')}</a> },
                  { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
                ],
              }}
            >
              <Button>
                {t('importFile')} / {t('exportFile')}
              </Button>
            </Dropdown>
            <Button type="primary" onClick={() => setEdited('new')}>
              {t('add')}
            </Button>
          </>
        )
      }
    >
      <FloorTabs />
      {list.isPending && <Loading rows={10} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && mayWrite && (
        <OffersWithout
          onWrite={(offer) => {
            setFor(offer);
            setEdited('new');
          }}
        />
      )}
      {list.data !== undefined && <Library list={list.data} onEdit={setEdited} onHistory={setHistory} />}
      {edited !== null && list.data !== undefined && (
        <EditPhrase list={list.data} phrase={edited === 'new' ? null : edited} offer={isFor} onDone={done} />
      )}
      {imports && list.data !== undefined && <ImportPhrases list={list.data} onDone={() => setImports(false)} />}
      {history !== null && <PhraseHistory phrase={history} onDone={() => setHistory(null)} />}
    </Page>
  );
};

type LibraryProps = { list: PhraseList; onEdit: (phrase: Phrase) => void; onHistory: (phrase: Phrase) => void };

const Library = ({ list, onEdit, onHistory }: LibraryProps) => {
  const t = usePhraseText();
  const [search, setSearch] = useSearchParams();
  const view = (search.get('view') ?? 'all') as View;
  const group = search.get('group') ?? '';
  const words = search.get('q') ?? '';
  const change = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  if (list.phrases.length === 0) return <Empty list={list} />;
  const count = (what: View) => list.phrases.filter((one) => isIn(what, one)).length;
  const shared = new Set(list.phrases.filter((one) => one.level === 'shop' && !one.isExpired).map((one) => one.group));
  const missing = list.groups.filter((name) => !shared.has(name) && list.phrases.every((one) => one.group !== name));
  const kept = list.phrases.filter((one) => isIn(view, one) && (group === '' || one.group === group));
  const shown = words.trim() === '' ? kept : find(kept, words);
  return (
    <>
      <div className={css['bar']}>
        <Segmented<View>
          value={view}
          onChange={(value) => change('view', value === 'all' ? '' : value)}
          options={[
            { value: 'all', label: t('all') },
            { value: 'shop', label: t('shop') },
            ...(list.teams.length > 0 ? [{ value: 'team' as const, label: t('team') }] : []),
            { value: 'own', label: t('own') },
            { value: 'due', label: t('due', { n: count('due') }) },
            { value: 'expired', label: t('expired', { n: count('expired') }) },
            { value: 'unused', label: t('unused', { n: count('unused') }) },
            ...(count('rings') > 0 || view === 'rings'
              ? [{ value: 'rings' as const, label: t('rings', { n: count('rings') }) }]
              : []),
          ]}
        />
        <Select
          className={css['pick'] ?? ''}
          aria-label={t('group')}
          value={group}
          onChange={(value: string) => change('group', value)}
          options={[{ value: '', label: t('allGroups') }, ...list.groups.map((name) => ({ value: name, label: name }))]}
        />
        <Input.Search
          className={css['search'] ?? ''}
          allowClear
          value={words}
          placeholder={t('search')}
          aria-label={t('search')}
          onChange={(event) => change('q', event.target.value)}
        />
      </div>
      {list.mayEdit && missing.length > 0 && (
        <p className={css['hint']}>{t('missing', { groups: missing.join(sharedText('listMark')) })}</p>
      )}
      {shown.length === 0 ? (
        <State title={t('nothing')} text={t('nothingText')} />
      ) : (
        <PhraseTable list={list} phrases={shown} onEdit={onEdit} onHistory={onHistory} />
      )}
    </>
  );
};

const Empty = ({ list }: { list: PhraseList }) => {
  const t = usePhraseText();
  const shop = useShop();
  const { message } = App.useApp();
  const start = usePhraseAct<ImportAnswer>((answer) => void message.success(t('started', { n: answer.added })));
  return (
    <State
      title={t('none')}
      text={list.mayEdit ? t('noneText') : t('noneTextAgent')}
      action={
        list.mayEdit && (
          <Button
            type="primary"
            loading={start.isPending}
            onClick={() =>
              start.mutate(
                { path: `/start?shop=${shop.id}` },
                { onError: (error) => void message.error(toProblem(error).detail) },
              )
            }
          >
            {t('start')}
          </Button>
        )
      }
    />
  );
};
