import { useRef, useState, type DragEvent } from 'react';
import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { ImportSteps } from './import-steps';
import { useImportText } from './import/text';
import { WatchedSection } from './import/watched';
import css from './orders.module.css';
import { useText } from './text';
import type { Import, ImportState } from './wire';

const uploadMs = 10 * 60_000;

export const ImportPage = () => {
  const t = useText();
  const ti = useImportText();
  const mayImport = useMay('orders.import.run');
  const { id } = useParams();
  return (
    <Page title={ti('title')} actions={<Link to="/orders">{t('backToList')}</Link>}>
      {!mayImport && <NoRight right={t('importRight')} />}
      {mayImport && (id === undefined ? <Start /> : <ImportSteps key={id} id={id} />)}
    </Page>
  );
};

const Start = () => {
  const t = useText();
  const shop = useShop();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const upload = useMutation({
    mutationFn: async (files: File[]) => {
      let last: Import | null = null;
      for (const file of files) {
        setName(file.name);
        last = await api.upload<Import>(`/api/orders/imports?shop=${shop.id}`, file, file.name, {
          timeoutMs: uploadMs,
        });
      }
      return last;
    },
    onSettled: () => void client.invalidateQueries({ queryKey: ['orders', 'imports'] }),
    onSuccess: (last, files) => {
      if (last !== null && files.length === 1) void navigate(`/orders/import/${last.id}`);
    },
  });
  return (
    <>
      <DropZone
        isBusy={upload.isPending}
        busyText={t('uploading', { name })}
        onFiles={(files) => upload.mutate(files)}
      />
      {upload.isError && (
        <Alert className={css['banner'] ?? ''} type="error" showIcon title={toProblem(upload.error).detail} />
      )}
      <Recent />
      <WatchedSection />
    </>
  );
};

type DropZoneProps = { isBusy: boolean; busyText: string; onFiles: (files: File[]) => void };

const DropZone = ({ isBusy, busyText, onFiles }: DropZoneProps) => {
  const t = useText();
  const ti = useImportText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0 && !isBusy) onFiles(files);
  };
  return (
    <div
      className={css['drop']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={take}
    >
      <InboxOutlined style={{ fontSize: 40 }} />
      <h2>{isBusy ? busyText : ti('dropTitle')}</h2>
      <p>{ti('dropText')}</p>
      <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </Button>
      <input
        ref={input}
        hidden
        multiple
        type="file"
        accept=".csv,.txt,.tsv,.xls,.xlsx,.xlsb,.json,.jsonl,.ndjson"
        aria-label={t('chooseFile')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </div>
  );
};

const Recent = () => {
  const t = useText();
  const shop = useShop();
  const list = useQuery({
    queryKey: ['orders', 'imports', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ imports: Import[] }>('/api/orders/imports', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
  });
  if (list.isPending) return <Loading rows={4} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <Section title={t('recent')}>
      {list.data.imports.length === 0 ? (
        <p className={css['quiet']}>{t('noImports')}</p>
      ) : (
        <Table<Import>
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ x: 870 }}
          dataSource={list.data.imports}
          columns={[
            {
              title: t('file'),
              dataIndex: 'fileName',
              width: 180,
              ellipsis: true,
              render: (name: string, item) => <Link to={`/orders/import/${item.id}`}>{name}</Link>,
            },
            { title: t('kind'), dataIndex: 'kind', width: 96, render: (_, item) => <KindName item={item} /> },
            { title: t('state'), dataIndex: 'state', width: 80, render: (_, item) => <StateName state={item.state} /> },
            { title: t('result'), key: 'result', width: 260, render: (_, item) => <Counts item={item} /> },
            {
              title: t('when'),
              dataIndex: 'uploadedAt',
              width: 160,
              render: (at: string) => fullMoment(at, shop.zone),
            },
            { title: t('who'), dataIndex: 'uploadedBy', width: 90 },
          ]}
        />
      )}
    </Section>
  );
};

const StateName = ({ state }: { state: ImportState }) => {
  const t = useText();
  const ti = useImportText();
  return <>{state === 'paused' ? ti('state_paused') : t(`state_${state}`)}</>;
};

const KindName = ({ item }: { item: Import }) => {
  const spoken = useLanguage();
  return <>{(spoken === 'en' ? item.kindEn : item.kindZh) ?? '—'}</>;
};

const Counts = ({ item }: { item: Import }) => {
  const t = useText();
  const { progress } = item;
  if (item.state === 'uploaded' || item.state === 'queued') return <span className={css['quiet']}>—</span>;
  return (
    <span className={css['number']}>
      {t('counts', {
        new: progress.new,
        changed: progress.changed,
        unchanged: progress.unchanged,
        refused: progress.refused,
      })}
    </span>
  );
};
