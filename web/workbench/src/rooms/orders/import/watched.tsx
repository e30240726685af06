import { useState } from 'react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Switch, Table, Typography } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { sharedText } from '@/shared/i18n/shared-text';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import css from '../orders.module.css';
import type { Watched, WatchedFile } from '../wire';
import { useImportText } from './text';

const lookAgainMs = 10_000;

/** The folder whose files are brought in by themselves: on or off, where it is, what became of the last files. */
export const WatchedSection = () => {
  const t = useImportText();
  const shop = useShop();
  const client = useQueryClient();
  const key = ['orders', 'watched', shop.id];
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<Watched>('/api/orders/watched', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
    refetchInterval: (query) => (query.state.data?.isOn === true ? lookAgainMs : false),
  });
  const set = useMutation({
    mutationFn: (wish: { isOn: boolean; folder?: string }) =>
      api.post<Watched>('/api/orders/watched', { shop: shop.id, ...wish }),
    onSuccess: (fresh) => client.setQueryData(key, fresh),
  });
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
  const { isOn, folder, path, mayChange, waiting, files } = found.data;
  return (
    <Section
      title={t('watched')}
      actions={
        <Switch
          aria-label={t('watched')}
          checked={isOn}
          disabled={!mayChange}
          loading={set.isPending}
          checkedChildren={t('watchedOn')}
          unCheckedChildren={t('watchedOff')}
          onChange={(on) => set.mutate({ isOn: on })}
        />
      }
    >
      <p className={css['quiet']}>{isOn ? t('watchedText') : t('watchedWhy')}</p>
      {set.isError && (
        <Alert className={css['banner'] ?? ''} type="error" showIcon title={toProblem(set.error).detail} />
      )}
      {isOn && (
        <>
          <p>
            {t('watchedPath')}{' '}
            <Typography.Text code copyable>
              {path}
            </Typography.Text>
          </p>
          {mayChange && (
            <Rename
              key={folder}
              folder={folder}
              isBusy={set.isPending}
              onSave={(name) => set.mutate({ isOn, folder: name })}
            />
          )}
          {waiting.length > 0 && (
            <p role="status">
              {t('watchedWaiting', { n: waiting.length, names: waiting.slice(0, 3).join(sharedText('listMark')) })}
            </p>
          )}
        </>
      )}
      {!mayChange && <p className={css['quiet']}>{t('watchedRight')}</p>}
      {(isOn || files.length > 0) && <Files files={files} />}
    </Section>
  );
};

type RenameProps = { folder: string; isBusy: boolean; onSave: (folder: string) => void };

const Rename = ({ folder, isBusy, onSave }: RenameProps) => {
  const t = useImportText();
  const [name, setName] = useState(folder);
  return (
    <div className={css['save']}>
      <Input
        className={css['search'] ?? ''}
        maxLength={120}
        aria-label={t('watchedFolder')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => onSave(name)}
      />
      <Button disabled={name.trim() === '' || name === folder} loading={isBusy} onClick={() => onSave(name)}>
        {t('watchedRename')}
      </Button>
    </div>
  );
};

const Files = ({ files }: { files: WatchedFile[] }) => {
  const t = useImportText();
  const shop = useShop();
  const spoken = useLanguage();
  if (files.length === 0) return <p className={css['quiet']}>{t('watchedNone')}</p>;
  return (
    <Table<WatchedFile>
      size="small"
      rowKey={(file) => `${file.at} ${file.fileName}`}
      pagination={files.length > 10 ? { pageSize: 10, size: 'small' } : false}
      scroll={{ x: 560 }}
      dataSource={files}
      columns={[
        {
          title: t('watchedFile'),
          dataIndex: 'fileName',
          width: 200,
          ellipsis: true,
          render: (name: string, file) =>
            file.import === null ? name : <Link to={`/orders/import/${file.import}`}>{name}</Link>,
        },
        {
          title: t('watchedResult'),
          key: 'result',
          render: (_, file) => (
            <Typography.Text type={file.isDone ? undefined : 'danger'}>
              {spoken === 'en' ? file.en : file.zh}
            </Typography.Text>
          ),
        },
        { title: t('watchedAt'), dataIndex: 'at', width: 160, render: (at: string) => fullMoment(at, shop.zone) },
      ]}
    />
  );
};
