import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import { whole } from '../value';
import { useText } from './text';
import { useWave, type Span } from './use-waves';
import { WaveChart } from './wave-chart';
import { WaveRowsDrawer, type WaveDoor } from './wave-rows';
import { WaveTable } from './wave-table';
import { eachDay } from './wave-value';
import css from './waves.module.css';
import type { Wave } from './wire';

/** A campaign that began: its questions against the weeks before it. */
export const PastWave = ({ span }: { span: Span }) => {
  const t = useText();
  const wave = useWave(span);
  const [picked, setPicked] = useState<string | null>(null);
  const [door, setDoor] = useState<WaveDoor | null>(null);
  if (wave.isPending) return <Loading rows={10} />;
  if (wave.isError) return <LoadFailed error={wave.error} onRetry={() => void wave.refetch()} />;
  const { topics, waiting } = wave.data;
  const shown = topics.find((one) => one.topic === picked) ?? topics[0];
  return (
    <>
      <p className={css['wrote']}>
        <Wrote wave={wave.data} />
        {waiting > 0 && <span className={css['waiting']}>{t('waiting', { n: waiting })}</span>}
      </p>
      {shown === undefined ? (
        waiting > 0 ? (
          <Loading rows={8} />
        ) : (
          <State title={t('empty')} text={t('emptyText')} />
        )
      ) : (
        <>
          <WaveChart wave={wave.data} topic={shown} onOpen={setDoor} />
          <Section title={t('asks')} actions={<Exports span={span} />}>
            <p className={css['hint']}>{t('asksHint')}</p>
            <WaveTable wave={wave.data} picked={shown.topic} onPick={setPicked} onOpen={setDoor} />
          </Section>
        </>
      )}
      <WaveRowsDrawer door={door} onClose={() => setDoor(null)} />
    </>
  );
};

/** One sentence: how many came, against how many usually come. */
const Wrote = ({ wave }: { wave: Wave }) => {
  const t = useText();
  const [before, during, after] = (['before', 'during', 'after'] as const).map((phase) => eachDay(wave.days, phase));
  if (before === null || before === undefined || before === 0) return <span>{t('noBefore')}</span>;
  if (during === null || during === undefined)
    return <span>{t('wroteFirst', { before: whole(Math.round(before)) })}</span>;
  const said = {
    before: whole(Math.round(before)),
    during: whole(Math.round(during)),
    times: `×${(during / before).toFixed(2)}`,
  };
  return (
    <span>
      {after === null || after === undefined
        ? t('wroteDuring', said)
        : t('wrote', { ...said, after: whole(Math.round(after)) })}
    </span>
  );
};

const Exports = ({ span }: { span: Span }) => {
  const t = useText();
  const shop = useShop();
  const may = useMay('metrics.figure.export');
  if (!may) return null;
  const address = (format: 'xlsx' | 'csv') =>
    `/api/metrics/waves/export?${new URLSearchParams({ shop: shop.id, from: span.from, to: span.to, weeks: String(span.weeks), after: String(span.after), format }).toString()}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: <a href={address('xlsx')}>{t('exportXlsx')}</a> },
          { key: 'csv', label: <a href={address('csv')}>{t('exportCsv')}</a> },
        ],
      }}
    >
      <Button size="small" icon={<DownloadOutlined />}>
        {t('export')}
      </Button>
    </Dropdown>
  );
};
