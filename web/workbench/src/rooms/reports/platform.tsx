import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useShop } from '@/shared/session';
import { Section } from '@/shared/ui/page';
import { LoadFailed } from '@/shared/ui/states';
import type { Period } from './period';
import css from './reports.module.css';
import { EnterPlatform } from './platform-drawer';
import { useText } from './text';
import { platformText } from './value';
import type { Platform, PlatformDefinition, PlatformRow } from './wire';

export const usePlatform = (period: Pick<Period, 'from' | 'to'>) => {
  const shop = useShop();
  const query = { shop: shop.id, from: period.from, to: period.to };
  return useQuery({
    queryKey: ['metrics', 'platform', query],
    queryFn: ({ signal }) => api.get<Platform>('/api/metrics/platform', { query, signal }),
    enabled: shop.id !== '',
  });
};

/** The newest row of each figure, in the order of the catalogue. */
const newest = (platform: Platform): { definition: PlatformDefinition; row: PlatformRow }[] =>
  platform.definitions.flatMap((definition) => {
    const row = platform.rows.find((one) => one.figure === definition.figure);
    return row === undefined ? [] : [{ definition, row }];
  });

/** What only the platform can know: as it was entered, with days and source, beside our own figures and never among them. */
export const PlatformFigures = ({ period }: { period: Period }) => {
  const t = useText();
  const language = useLanguage();
  const mayWrite = useMay('metrics.platform.write');
  const [isOpen, setOpen] = useState(false);
  const platform = usePlatform(period);
  if (platform.isError) return <LoadFailed error={platform.error} onRetry={() => void platform.refetch()} />;
  if (platform.data === undefined) return null;
  const shown = newest(platform.data);
  if (shown.length === 0 && !mayWrite) return null;
  return (
    <Section
      title={t('platform')}
      actions={
        mayWrite && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('platformEnter')}
          </Button>
        )
      }
    >
      <p className={css['hint']}>{t(shown.length === 0 ? 'platformNone' : 'platformHint')}</p>
      <ul className={css['given']}>
        {shown.map(({ definition, row }) => (
          <li key={definition.figure}>
            <span>{language === 'en' ? definition.en : definition.zh}</span>
            <b>{platformText(definition.unit, row.amount)}</b>
            <small title={`${row.name} ${row.note ?? ''}`}>
              {row.first === row.last ? row.first : `${row.first} – ${row.last}`} · {row.source}
            </small>
          </li>
        ))}
      </ul>
      {mayWrite && <EnterPlatform platform={platform.data} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </Section>
  );
};
