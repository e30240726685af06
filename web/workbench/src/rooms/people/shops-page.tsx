import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Segmented, Select, Tag } from 'antd';
import { api } from '@/shared/api/client';
import { toProblem } from '@/shared/api/problem';
import { useChannelKind } from '@/shared/i18n/channel-kind';
import { useMay } from '@/shared/session';
import { Page, Section } from '@/shared/ui/page';
import { LoadFailed, Loading } from '@/shared/ui/states';
import { zoneName } from '@/shared/time/zone-name';
import { CalendarDrawer } from './calendar-drawer';
import { OpeningHoursLine } from './opening-hours';
import { PeopleTabs } from './people-tabs';
import { RetentionDrawer } from './retention-drawer';
import { useText } from './text';
import { useSubmit } from './use-submit';
import css from './people.module.css';
import { shopKinds, type ShopKind, type ShopLine } from './wire';

export const ShopsPage = () => {
  const t = useText();
  const mayEdit = useMay('people.shop.edit');
  const [editing, setEditing] = useState<ShopLine | 'new' | null>(null);
  const [timing, setTiming] = useState<ShopLine | null>(null);
  const [keeping, setKeeping] = useState<ShopLine | null>(null);
  const shops = useQuery({
    queryKey: ['people', 'shops'],
    queryFn: () => api.get<{ shops: ShopLine[] }>('/api/people/shops'),
  });
  if (shops.error !== null) return <LoadFailed error={shops.error} onRetry={() => void shops.refetch()} />;
  if (shops.data === undefined) return <Loading />;
  return (
    <Page
      title={t('shopsTitle')}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('addShop')}
          </Button>
        )
      }
    >
      <PeopleTabs />
      {shops.data.shops.map((shop) => (
        <ShopBlock
          key={shop.id}
          shop={shop}
          mayEdit={mayEdit}
          onEdit={() => setEditing(shop)}
          onHours={() => setTiming(shop)}
          onRetention={() => setKeeping(shop)}
        />
      ))}
      {editing !== null && <ShopDialog shop={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {timing !== null && <CalendarDrawer key={timing.id} shop={timing} onClose={() => setTiming(null)} />}
      {keeping !== null && <RetentionDrawer key={keeping.id} shop={keeping} onClose={() => setKeeping(null)} />}
    </Page>
  );
};

type ShopBlockProps = {
  shop: ShopLine;
  mayEdit: boolean;
  onEdit: () => void;
  onHours: () => void;
  onRetention: () => void;
};

const ShopBlock = ({ shop, mayEdit, onEdit, onHours, onRetention }: ShopBlockProps) => {
  const t = useText();
  const platformName = useChannelKind();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [team, setTeam] = useState('');
  const act = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (error) {
      void message.error(toProblem(error).detail);
    }
  };
  const addTeam = () =>
    act(async () => {
      await api.post(`/api/people/shops/${shop.id}/teams`, { name: team });
      setTeam('');
    });
  return (
    <Section
      title={shop.name}
      actions={
        mayEdit && (
          <div className={css['row']}>
            <Button size="small" onClick={onEdit}>
              {t('edit')}
            </Button>
            <Button size="small" onClick={onHours}>
              {t('hours')}
            </Button>
            <Button size="small" onClick={onRetention}>
              {t('retention')}
            </Button>
            <Button
              size="small"
              danger={!shop.isClosed}
              onClick={() => void act(() => api.patch(`/api/people/shops/${shop.id}`, { isClosed: !shop.isClosed }))}
            >
              {shop.isClosed ? t('reopen') : t('close')}
            </Button>
          </div>
        )
      }
    >
      <p className={css['quiet']}>
        {t(`kind.${shop.kind}`)} · {platformName(shop.platform)} · <span title={shop.zone}>{zoneName(shop.zone)}</span>{' '}
        {shop.isClosed && <Tag>{t('closed')}</Tag>}
      </p>
      <OpeningHoursLine shop={shop} />
      {shop.teams.length === 0 && <p className={css['quiet']}>{t('noTeams')}</p>}
      {shop.teams.map((one) => (
        <div key={one.id} className={css['between']}>
          <span className={css['grow']}>
            {one.name} {one.isClosed && <Tag>{t('closed')}</Tag>}
          </span>
          {mayEdit && (
            <Button
              size="small"
              type="text"
              onClick={() => void act(() => api.patch(`/api/people/teams/${one.id}`, { isClosed: !one.isClosed }))}
            >
              {one.isClosed ? t('reopen') : t('close')}
            </Button>
          )}
        </div>
      ))}
      {mayEdit && !shop.isClosed && (
        <div className={css['row']}>
          <Input
            style={{ width: 200 }}
            aria-label={t('addTeam')}
            placeholder={t('team')}
            value={team}
            maxLength={40}
            onChange={(event) => setTeam(event.target.value)}
            onPressEnter={() => void addTeam()}
          />
          <Button disabled={team.trim() === ''} onClick={() => void addTeam()}>
            {t('addTeam')}
          </Button>
        </div>
      )}
    </Section>
  );
};

type Typed = { name: string; platform: string; kind: ShopKind; zone: string };

const ShopDialog = ({ shop, onClose }: { shop: ShopLine | null; onClose: () => void }) => {
  const t = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  const { busy, problem, submit } = useSubmit(form, async (typed) => {
    if (shop === null) await api.post('/api/people/shops', typed);
    else await api.patch(`/api/people/shops/${shop.id}`, typed);
    await queries.invalidateQueries({ queryKey: ['people'] });
    onClose();
  });
  const needed = [{ required: true, message: t('required') }];
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
  return (
    <Modal
      open
      title={shop === null ? t('addShop') : shop.name}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={shop ?? { name: '', platform: 'web', kind: 'shop', zone: 'Asia/Shanghai' }}
        onFinish={(typed) => void submit(typed)}
      >
        <Form.Item name="name" label={t('shopName')} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Segmented options={shopKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
        </Form.Item>
        <Form.Item name="platform" label={t('platform')} rules={needed}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="zone" label={t('zone')} rules={needed}>
          <Select showSearch options={zones} />
        </Form.Item>
        {problem !== null && <Alert type="error" showIcon title={problem.detail} />}
      </Form>
    </Modal>
  );
};
