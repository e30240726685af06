import { useRef, useState, type DragEvent } from 'react';
import { InboxOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import { ImportSteps } from './import-steps';
import css from './orders.module.css';
import { useText } from './text';
import type { Import } from './wire';

const uploadMs = 10 * 60_000;

export const ImportPage = () => {
  const t = useText();
  const mayImport = useMay('orders.import.run');
  const { id } = useParams();
  return (
    <Page title={t('importOrders')} actions={<Link to="/orders">{t('backToList')}</Link>}>
      {!mayImport && <NoRight right={t('importRight')} />}
      {mayImport && (id === undefined ? <Start /> : <ImportSteps key={id} id={id} />)}
    </Page>
  );
};

const Start = () => {
  const t = useText();
  const shop = useShop();
  const navigate = useNavigate();
  const upload = useMutation({
    mutationFn: (file: File) =>
      api.upload<Import>(`/api/orders/imports?shop=${shop.id}`, file, file.name, { timeoutMs: uploadMs }),
    onSuccess: (made) => void navigate(`/orders/import/${made.id}`),
  });
  return (
    <>
      <DropZone
        isBusy={upload.isPending}
        busyText={t('uploading', { name: upload.variables?.name ?? '' })}
        onFile={(file) => upload.mutate(file)}
      />
      {upload.isError && (
        <Alert className={css['banner'] ?? ''} type="error" showIcon title={toProblem(upload.error).detail} />
      )}
      <Recent />
    </>
  );
};

type DropZoneProps = { isBusy: boolean; busyText: string; onFile: (file: File) => void };

const DropZone = ({ isBusy, busyText, onFile }: DropZoneProps) => {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined && !isBusy) onFile(file);
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
      <h2>{isBusy ? busyText : t('dropTitle')}</h2>
      <p>{t('dropText')}</p>
      <Button type="primary" loading={isBusy} onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.txt,.tsv,.xls,.xlsx,.xlsb"
        aria-label={t('chooseFile')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) onFile(file);
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
          scroll={{ x: 720 }}
          dataSource={list.data.imports}
          columns={[
            {
              title: t('file'),
              dataIndex: 'fileName',
              ellipsis: true,
              render: (name: string, item) => <Link to={`/orders/import/${item.id}`}>{name}</Link>,
            },
            { title: t('kind'), dataIndex: 'kind', width: 80, render: (_, item) => <KindName kind={item.kind} /> },
            { title: t('state'), dataIndex: 'state', width: 80, render: (_, item) => t(`state_${item.state}`) },
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

const KindName = ({ kind }: { kind: string | null }) => {
  const t = useText();
  return <>{kind === 'orders' || kind === 'items' || kind === 'refunds' ? t(`kind_${kind}`) : '—'}</>;
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
