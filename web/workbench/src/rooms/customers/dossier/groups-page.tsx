import { useState } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Input, InputNumber, Modal, Popconfirm, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { newId } from '@/shared/api/id';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import { CustomerTabs } from './customer-tabs';
import css from './dossier.module.css';
import { useText } from './text';
import { useGroups } from './use-dossier';

export const GroupsPage = () => {
  const t = useText();
  const may = useMay('shop.buyer.read');
  const mayEdit = useMay('shop.buyer.edit');
  const [makes, setMakes] = useState(false);
  return (
    <Page
      title={t('groupsTab')}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setMakes(true)}>
            {t('newGroup')}
          </Button>
        )
      }
    >
      <CustomerTabs />
      {may ? <List mayEdit={mayEdit} /> : <NoRight right={t('right')} />}
      {makes && <MakeGroup onDone={() => setMakes(false)} />}
    </Page>
  );
};

const List = ({ mayEdit }: { mayEdit: boolean }) => {
  const t = useText();
  const { zone } = useShop();
  const client = useQueryClient();
  const { message } = App.useApp();
  const groups = useGroups();
  const archive = useMutation({
    mutationFn: (group: { id: string; name: string; purpose: string }) =>
      api.post(`/api/shop/buyer-groups/${group.id}/edit`, { name: group.name, purpose: group.purpose, archived: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['buyer-groups'] }),
    onError: (error) => message.error(toProblem(error).detail),
  });
  if (groups.isPending) return <Loading rows={4} />;
  if (groups.isError) return <LoadFailed error={groups.error} onRetry={() => void groups.refetch()} />;
  const rows = groups.data.groups;
  if (rows.length === 0) return <State title={t('emptyGroups')} text={t('emptyGroupsText')} />;
  return (
    <Section>
      <Table
        size="small"
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 760 }}
        columns={[
          { title: t('groupName'), dataIndex: 'name', width: 140 },
          {
            title: t('groupPurpose'),
            key: 'purpose',
            render: (_, row) => (
              <>
                {row.purpose}
                {row.ruleOrders !== null && (
                  <div className={css['quiet']}>
                    {t('ruled', { orders: row.ruleOrders, days: row.ruleDays ?? 0 })}{' '}
                    {row.ruledAt === null && t('ruleWaits')}
                  </div>
                )}
              </>
            ),
          },
          { title: t('members'), dataIndex: 'members', width: 80, align: 'right' },
          { title: t('madeAt'), key: 'made', width: 150, render: (_, row) => fullMoment(row.madeAt, zone) },
          {
            key: 'act',
            width: 150,
            render: (_, row) => (
              <span className={css['line']}>
                <Link to={`/customers?group=${row.id}`}>{t('showMembers')}</Link>
                {mayEdit && (
                  <Popconfirm title={t('archive')} onConfirm={() => archive.mutate(row)}>
                    <Button type="text" size="small">
                      {t('archive')}
                    </Button>
                  </Popconfirm>
                )}
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
};

const MakeGroup = ({ onDone }: { onDone: () => void }) => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const [id] = useState(() => newId());
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [byRule, setByRule] = useState(false);
  const [rule, setRule] = useState({ ruleOrders: 3, ruleDays: 365 });
  const make = useMutation({
    mutationFn: () => api.post('/api/shop/buyer-groups', { id, shop: shop.id, name, purpose, ...(byRule ? rule : {}) }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['buyer-groups'] });
      onDone();
    },
  });
  return (
    <Modal
      open
      title={t('newGroup')}
      okButtonProps={{ loading: make.isPending, disabled: name.trim() === '' || purpose.trim() === '' }}
      onOk={() => make.mutate()}
      onCancel={onDone}
    >
      <div className={css['form']}>
        <Input
          autoFocus
          maxLength={40}
          aria-label={t('groupName')}
          placeholder={t('groupName')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          maxLength={200}
          aria-label={t('groupPurpose')}
          placeholder={t('groupPurposeHint')}
          value={purpose}
          onChange={(event) => setPurpose(event.target.value)}
        />
        <Checkbox checked={byRule} onChange={(event) => setByRule(event.target.checked)}>
          {t('groupByRule')}
        </Checkbox>
        {byRule && (
          <div className={css['pair']}>
            {(['ruleOrders', 'ruleDays'] as const).map((key) => (
              <label key={key} className={css['field']}>
                {t(key)}
                <InputNumber
                  aria-label={t(key)}
                  min={1}
                  max={key === 'ruleDays' ? 730 : 1000}
                  precision={0}
                  value={rule[key]}
                  onChange={(n) => setRule({ ...rule, [key]: n ?? 1 })}
                />
              </label>
            ))}
          </div>
        )}
        {make.isError && <Alert type="error" title={toProblem(make.error).detail} />}
      </div>
    </Modal>
  );
};
