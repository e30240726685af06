import { useState } from 'react';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input, Modal, Select, Switch, Table } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useMay, useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { useZone } from '@/shared/time/use-zone';
import { Page } from '@/shared/ui/page';
import { LoadFailed, Loading, State } from '@/shared/ui/states';
import { PeopleTabs } from './people-tabs';
import { useText } from './text';
import { usePlaces } from './use-places';
import { useSubmit } from './use-submit';
import type { AccountLine, PersonLine } from './wire';

type AccountPage = { accounts: AccountLine[]; next: string | null };

/** Platform sub-accounts: whose they are and were, and which still verify friend requests. */
export const AccountsPage = () => {
  const t = useText();
  const zone = useZone();
  const places = usePlaces();
  const mayEdit = useMay('people.person.edit');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [verifying, setVerifying] = useState(false);
  const [adding, setAdding] = useState(false);
  const [giving, setGiving] = useState<AccountLine | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['people', 'accounts', verifying],
    queryFn: ({ pageParam, signal }) =>
      api.get<AccountPage>('/api/people/accounts', { query: { verifying, after: pageParam, limit: 100 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const accounts = list.data?.pages.flatMap((page) => page.accounts) ?? [];
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  const kinds: Record<string, string> = {
    'sub-account': t('kindSubAccount'),
    'staff-number': t('kindStaffNumber'),
    telephone: t('kindTelephone'),
  };
  const current = (account: AccountLine) => account.uses.find((use) => use.to === null);
  const holder = (account: AccountLine) => {
    const use = current(account);
    return use === undefined ? t('nobody') : `${use.person} · ${fullMoment(use.from, zone)}`;
  };
  return (
    <Page
      title={t('accounts')}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('addAccount')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      <Checkbox checked={verifying} onChange={(event) => setVerifying(event.target.checked)}>
        {t('verifyingOnly')}
      </Checkbox>
      {verifying && accounts.length > 0 && <Alert type="warning" showIcon title={t('verifyingText')} />}
      {list.error !== null && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.isSuccess && accounts.length === 0 && <State title={t('noAccountsTitle')} text={t('noAccountsText')} />}
      {accounts.length > 0 && (
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 760 }}
          dataSource={accounts}
          columns={[
            { title: t('accountName'), dataIndex: 'name' },
            { title: t('kind'), render: (_, a) => kinds[a.kind] ?? a.kind },
            { title: t('where'), render: (_, a) => `${places.shopName(a.shopId)} · ${a.platform}` },
            { title: t('usedBy'), render: (_, a) => holder(a) },
            {
              title: t('verifiesFriends'),
              render: (_, a) => (
                <Switch
                  size="small"
                  disabled={!mayEdit}
                  checked={a.verifiesFriends}
                  aria-label={t('verifiesFriends')}
                  onChange={(on) => void act(() => api.patch(`/api/people/accounts/${a.id}`, { verifiesFriends: on }))}
                />
              ),
            },
            {
              title: '',
              width: 110,
              render: (_, a) => {
                const use = current(a);
                if (!mayEdit) return null;
                return use === undefined ? (
                  <Button size="small" type="text" onClick={() => setGiving(a)}>
                    {t('giveAccount')}
                  </Button>
                ) : (
                  <Button
                    size="small"
                    type="text"
                    onClick={() =>
                      void act(() =>
                        api.post(`/api/people/accounts/${a.id}/uses/${use.id}/end`, { to: new Date().toISOString() }),
                      )
                    }
                  >
                    {t('endUse')}
                  </Button>
                );
              },
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <Button type="link" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('loadMore')}
        </Button>
      )}
      {adding && <AddAccount onClose={() => setAdding(false)} />}
      {giving !== null && <GiveAccount account={giving} onClose={() => setGiving(null)} />}
    </Page>
  );
};

type NewAccount = { shopId: string; kind: string; platform: string; name: string; verifiesFriends: boolean };

const AddAccount = ({ onClose }: { onClose: () => void }) => {
  const t = useText();
  const shop = useShop();
  const places = usePlaces();
  const queries = useQueryClient();
  const [form] = Form.useForm<NewAccount>();
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    await api.post('/api/people/accounts', typed);
    await queries.invalidateQueries({ queryKey: ['people', 'accounts'] });
    onClose();
  });
  const needed = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('addAccount')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ shopId: shop.id, kind: 'sub-account', platform: 'taobao', verifiesFriends: false }}
        onFinish={(typed) => void submit(typed)}
      >
        <Form.Item name="name" label={t('accountName')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Select
            options={[
              { value: 'sub-account', label: t('kindSubAccount') },
              { value: 'staff-number', label: t('kindStaffNumber') },
              { value: 'telephone', label: t('kindTelephone') },
            ]}
          />
        </Form.Item>
        <Form.Item name="shopId" label={t('where')} rules={needed}>
          <Select options={places.shops.map((one) => ({ value: one.id, label: one.name }))} />
        </Form.Item>
        <Form.Item name="platform" label={t('platform')} rules={needed}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="verifiesFriends" valuePropName="checked">
          <Checkbox>{t('verifiesFriends')}</Checkbox>
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
      </Form>
    </Modal>
  );
};

const GiveAccount = ({ account, onClose }: { account: AccountLine; onClose: () => void }) => {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ personId: string }>();
  const people = useQuery({
    queryKey: ['people', 'persons', 'all', account.shopId],
    queryFn: () =>
      api.get<{ people: PersonLine[] }>('/api/people/persons', { query: { shop: account.shopId, limit: 200 } }),
  });
  const { busy, problem, submit } = useSubmit(form, async ({ personId }) => {
    await api.post(`/api/people/accounts/${account.id}/uses`, { personId, from: new Date().toISOString() });
    await queries.invalidateQueries({ queryKey: ['people'] });
    onClose();
  });
  return (
    <Modal
      open
      title={account.name}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => void submit(typed)}>
        <Form.Item name="personId" label={t('giveAccount')} rules={[{ required: true, message: t('required') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={people.isPending}
            options={(people.data?.people ?? []).map((p) => ({ value: p.id, label: `${p.name} ${p.number}` }))}
          />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
      </Form>
    </Modal>
  );
};
