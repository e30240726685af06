import { Form, Select } from 'antd';
import { useText } from './text';
import { usePlaces } from './use-places';

export type RoleChoice = { role: string; shopId: string; teamId: string };

/** What the form holds, as the server wants it: `p:` a preset, `r:` an own role, empty = everywhere. */
export const toWish = (choice: RoleChoice) => ({
  ...(choice.role.startsWith('p:') ? { preset: choice.role.slice(2) } : { roleId: choice.role.slice(2) }),
  shopId: choice.shopId === '' ? null : choice.shopId,
  teamId: choice.teamId === '' ? null : choice.teamId,
});

/** Role, shop and team; the server refuses what the giver does not have. */
export const RoleFields = () => {
  const t = useText();
  const places = usePlaces();
  const form = Form.useFormInstance<RoleChoice>();
  const shopId = Form.useWatch('shopId', form) ?? '';
  const teams = places.shops.find((shop) => shop.id === shopId)?.teams.filter((team) => !team.isClosed) ?? [];
  const needed = [{ required: true, message: t('required') }];
  return (
    <>
      <Form.Item name="role" label={t('role')} rules={needed}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            ...(places.roles?.presets ?? []).map((p) => ({
              value: `p:${p.preset}`,
              label: places.presetName(p.preset),
            })),
            ...(places.roles?.roles ?? []).map((r) => ({ value: `r:${r.id}`, label: r.name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="shopId" label={t('where')}>
        <Select
          onChange={() => form.setFieldValue('teamId', '')}
          options={[
            { value: '', label: t('everywhere') },
            ...places.shops.filter((shop) => !shop.isClosed).map((shop) => ({ value: shop.id, label: shop.name })),
          ]}
        />
      </Form.Item>
      <Form.Item name="teamId" label={t('team')} hidden={teams.length === 0}>
        <Select
          options={[
            { value: '', label: t('wholeShop') },
            ...teams.map((team) => ({ value: team.id, label: team.name })),
          ]}
        />
      </Form.Item>
    </>
  );
};
