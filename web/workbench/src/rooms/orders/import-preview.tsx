import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { sharedText } from '@/shared/i18n/shared-text';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Section } from '@/shared/ui/page';
import { DayPicker } from '@/shared/ui/pickers';
import { useImportText } from './import/text';
import { MapColumns } from './map-columns';
import css from './orders.module.css';
import { useText } from './text';
import type { Column, Field, Import, Preview } from './wire';

const kilobyte = 1024;
const sizeText = (bytes: number) =>
  bytes < kilobyte * kilobyte
    ? `${Math.max(1, Math.round(bytes / kilobyte))} KB`
    : `${(bytes / kilobyte / kilobyte).toFixed(1)} MB`;

type ImportPreviewProps = { item: Import; isBusy: boolean; onImport: () => void };

/** What was understood of a file, before anything is imported. */
export const ImportPreview = ({ item, isBusy, onImport }: ImportPreviewProps) => {
  const t = useText();
  const ti = useImportText();
  const zone = useZone();
  const [isMapping, setMapping] = useState(false);
  const { preview } = item;
  if (preview === null) return null;
  const mustMap = !preview.isComplete && !isDayOnly(preview);
  return (
    <>
      <Section title={item.fileName}>
        <Verdict preview={preview} />
        <p className={css['quiet']}>
          {preview.headerLine === 0
            ? sizeText(item.size)
            : t('fileFacts', {
                kind:
                  preview.fileKind === 'xls' || preview.fileKind === 'xlsx'
                    ? t(`file_${preview.fileKind}`)
                    : t('file_text'),
                size: sizeText(item.size),
                line: preview.headerLine,
              })}
          {preview.encoding !== null && ` · ${t('encoded', { encoding: preview.encoding })}`}
        </p>
        {item.sameFileMoving !== null && (
          <Alert
            className={css['banner'] ?? ''}
            type="warning"
            showIcon
            title={ti('sameFileMoving')}
            description={ti('sameFileMovingText')}
            action={<Link to={`/orders/import/${item.sameFileMoving}`}>{ti('seeImport')}</Link>}
          />
        )}
        {item.sameFileImportedAt !== null && (
          <Alert
            className={css['banner'] ?? ''}
            type="info"
            showIcon
            title={t('sameFile', { at: fullMoment(item.sameFileImportedAt, zone) })}
          />
        )}
        {preview.day !== null && <ReportDay item={item} day={preview.day} />}
        <Findings preview={preview} />
        <div className={css['buttons']}>
          <Button type="primary" size="large" disabled={!preview.isComplete} loading={isBusy} onClick={onImport}>
            {t('doImport')}
          </Button>
          <Button size="large" onClick={() => setMapping(!isMapping)}>
            {t('changeMapping')}
          </Button>
          <Link to="/orders/import">
            <Button size="large">{t('again')}</Button>
          </Link>
        </div>
      </Section>
      {isMapping || mustMap ? (
        <MapColumns item={item} preview={preview} onDone={() => setMapping(false)} />
      ) : (
        <Columns preview={preview} />
      )}
    </>
  );
};

/** The only thing that lacks is the day, which is asked for above. */
const isDayOnly = (preview: Preview) => preview.day !== null && preview.missing.every((f) => f.field === 'day');

/** A day's report without a column for the day: somebody says which one it is. */
const ReportDay = ({ item, day }: { item: Import; day: NonNullable<Preview['day']> }) => {
  const ti = useImportText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState(day.told ?? day.guess ?? '');
  const tell = useMutation({
    mutationFn: () => api.post<Import>(`/api/orders/imports/${item.id}/day`, { day: chosen }),
    onSuccess: (fresh) => client.setQueryData(['orders', 'import', item.id], fresh),
  });
  return (
    <Alert
      className={css['banner'] ?? ''}
      type={day.told === null ? 'warning' : 'success'}
      showIcon
      title={day.told === null ? ti('dayAsked') : ti('dayTold', { day: day.told })}
      description={
        <>
          <p>{day.guess !== null && day.told === null ? ti('dayGuessed') : ti('dayText')}</p>
          <div className={css['save']}>
            <DayPicker label={ti('dayAsked')} value={chosen} onChange={setChosen} />
            <Button
              type={day.told === null ? 'primary' : 'default'}
              disabled={chosen === '' || chosen === day.told}
              loading={tell.isPending}
              onClick={() => tell.mutate()}
            >
              {ti('dayIs')}
            </Button>
          </div>
          {tell.isError && <p role="alert">{toProblem(tell.error).detail}</p>}
        </>
      }
    />
  );
};

const Verdict = ({ preview }: { preview: Preview }) => {
  const t = useText();
  const spoken = useLanguage();
  if (preview.format === null)
    return (
      <Alert
        className={css['banner'] ?? ''}
        type="warning"
        showIcon
        title={t('notUnderstood')}
        description={t('notUnderstoodText')}
      />
    );
  const name = (spoken === 'en' ? preview.formatEn : preview.formatZh) ?? preview.format;
  const version =
    preview.version === null || preview.version === ''
      ? ''
      : ` · ${t('understoodVersion', { version: preview.version })}`;
  return (
    <Alert
      className={css['banner'] ?? ''}
      type={preview.isComplete ? 'success' : isDayOnly(preview) ? 'info' : 'error'}
      showIcon
      title={t('understood', { format: name }) + version}
    />
  );
};

const Findings = ({ preview }: { preview: Preview }) => {
  const t = useText();
  const spoken = useLanguage();
  const names = (fields: Field[]) => fields.map((f) => (spoken === 'en' ? f.en : f.zh)).join(sharedText('listMark'));
  // Every row lacks the day until somebody says it.
  const isDayAsked = preview.day !== null && preview.day.told === null;
  const bad = new Set(preview.problems.map((problem) => problem.line)).size;
  return (
    <>
      {preview.missing.length > 0 && !isDayOnly(preview) && (
        <Alert
          className={css['banner'] ?? ''}
          type="error"
          showIcon
          title={t('missingColumns', { fields: names(preview.missing) })}
        />
      )}
      {preview.wanting.length > 0 && <p>{t('wantingColumns', { fields: names(preview.wanting) })}</p>}
      {preview.unknownStatuses.length > 0 && (
        <p>{t('unknownStatuses', { texts: preview.unknownStatuses.join(sharedText('listMark')) })}</p>
      )}
      {preview.format !== null && bad === 0 && !isDayAsked && (
        <p className={css['quiet']}>{t('problemsNone', { n: preview.rowsLookedAt })}</p>
      )}
      {bad > 0 && !isDayAsked && (
        <Alert
          type="warning"
          showIcon
          title={t('problemsFound', { n: preview.rowsLookedAt, bad })}
          description={preview.problems.slice(0, 5).map((problem) => (
            <div key={`${problem.line} ${problem.code}`}>
              {t('line')} {problem.line}：{spoken === 'en' ? problem.en : problem.zh}
            </div>
          ))}
        />
      )}
    </>
  );
};

const Columns = ({ preview }: { preview: Preview }) => {
  const t = useText();
  const ti = useImportText();
  const spoken = useLanguage();
  const fieldName = (field: string | null) => {
    const known = Object.values(preview.fields)
      .flat()
      .find((item) => item.field === field);
    return known === undefined ? (field ?? '') : spoken === 'en' ? known.en : known.zh;
  };
  const of = (state: Column['state']) =>
    preview.columns.filter((column) => column.state === state && column.header !== '');
  const [used, left, kept, unknown] = [of('used'), of('left'), of('kept'), of('unknown')];
  return (
    <Section title={t('usedColumns', { n: used.length })}>
      <Table<Column>
        size="small"
        rowKey="index"
        pagination={false}
        scroll={{ x: 560 }}
        dataSource={used}
        columns={[
          { title: t('header'), dataIndex: 'header', width: 160 },
          { title: t('means'), dataIndex: 'field', width: 140, render: fieldName },
          {
            title: t('samples'),
            dataIndex: 'samples',
            ellipsis: true,
            render: (samples: string[]) => <span className={css['quiet']}>{samples.join('　|　')}</span>,
          },
        ]}
      />
      {left.length > 0 && (
        <>
          <h3 className={css['sub']}>{t('leftColumns', { n: left.length })}</h3>
          <p className={css['quiet']}>{left.map((column) => column.header).join(sharedText('listMark'))}</p>
        </>
      )}
      {kept.length > 0 && (
        <>
          <h3 className={css['sub']}>{ti('keptColumns', { n: kept.length })}</h3>
          <p className={css['quiet']}>{ti('keptText')}</p>
          <p>{kept.map((column) => column.header).join(sharedText('listMark'))}</p>
        </>
      )}
      {unknown.length > 0 && (
        <>
          <h3 className={css['sub']}>{t('unknownColumns', { n: unknown.length })}</h3>
          <p className={css['quiet']}>{unknown.map((column) => column.header).join(sharedText('listMark'))}</p>
        </>
      )}
    </Section>
  );
};
