import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { toProblem } from '@/shared/api/problem';
import { yuan } from '@/shared/time/format';
import css from './goods.module.css';
import { flagNames } from './marks';
import { fenOf } from './price';
import { useText } from './text';
import { useGoodsAct, useProductCounts } from './use-goods';
import type { FlagName, Product, Sheet } from './wire';

type Pair = { name?: string; value?: string };
type Fields = Omit<Partial<Sheet>, 'price' | 'priceScheme' | 'attributes' | 'answers' | FlagName> & {
  item: string;
  title: string;
  priceText?: string;
  scheme?: Pair[];
  pairs?: Pair[];
  talk?: Pair[];
} & Partial<Record<FlagName, 'yes' | 'no' | ''>>;

type FormProps = { product: Product | null; onSaved: (product: Product) => void; onCancel: () => void };

const lines = [
  'features',
  'process',
  'material',
  'craft',
  'sizes',
  'suitableFor',
  'sellingPoints',
  'brandMessage',
] as const;
const bare = (fen: number | null): string => (fen === null ? '' : yuan(fen).slice(1));

/** The whole sheet of a product; what somebody else saved meanwhile is never overwritten. */
export const ProductForm = ({ product, onSaved, onCancel }: FormProps) => {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const counts = useProductCounts();
  const act = useGoodsAct<Product>((saved) => {
    void message.success(t(product === null ? 'made' : 'saved'));
    onSaved(saved);
  });
  const save = (fields: Fields) => {
    const sheet = sheetOf(fields, product?.sheet ?? null);
    act.mutate(
      product === null
        ? { path: '/products', body: { item: fields.item.trim(), sheet } }
        : { path: `/products/${encodeURIComponent(product.item)}/edit`, body: { version: product.version, sheet } },
    );
  };
  const money = {
    validator: async (_: unknown, said: string | undefined) => {
      if (fenOf(said ?? '') === null) throw new Error(t('priceWrong'));
    },
  };
  return (
    <Modal
      open
      width={760}
      title={product === null ? t('add') : t('edit')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => form.submit()}
      onCancel={onCancel}
      mask={{ closable: false }}
    >
      <Form<Fields> form={form} layout="vertical" initialValues={fieldsOf(product)} onFinish={save}>
        <div className={css['two']}>
          <Form.Item
            name="item"
            label={t('item')}
            rules={[{ required: true, whitespace: true, message: t('required') }]}
          >
            <Input maxLength={64} disabled={product !== null} />
          </Form.Item>
          <Form.Item name="code" label={t('code')}>
            <Input maxLength={64} />
          </Form.Item>
          <Form.Item name="priceText" label={t('price')} rules={[money]}>
            <Input prefix="¥" inputMode="decimal" />
          </Form.Item>
        </div>
        <Form.Item
          name="title"
          label={t('product')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input maxLength={300} />
        </Form.Item>
        <div className={css['two']}>
          <Form.Item name="category" label={t('category')}>
            <Input maxLength={100} list="goods-categories" />
          </Form.Item>
          <Form.Item name="audienceLine" label={t('audienceLine')}>
            <Input maxLength={100} placeholder={t('audienceHint')} />
          </Form.Item>
        </div>
        <datalist id="goods-categories">
          {(counts.data?.categories ?? []).map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <div className={css['two']}>
          {flagNames.map((name) => (
            <Form.Item key={name} name={name} label={t(name)}>
              <Select
                options={[
                  { value: '', label: unsaid(t, name, product) },
                  { value: 'yes', label: t('yes') },
                  { value: 'no', label: t('no') },
                ]}
              />
            </Form.Item>
          ))}
        </div>
        <Form.Item label={t('answers')} extra={t('answersHint')}>
          <Pairs name="talk" first={t('topic')} second={t('answer')} isLong />
        </Form.Item>
        {lines.map((name) => (
          <Form.Item key={name} name={name} label={t(name)}>
            <Input.TextArea maxLength={2000} autoSize={{ minRows: 1, maxRows: 6 }} />
          </Form.Item>
        ))}
        <Form.Item label={t('attributes')}>
          <Pairs name="pairs" first={t('attributeName')} second={t('attributeValue')} />
        </Form.Item>
        <Form.Item label={t('priceScheme')}>
          <Pairs name="scheme" first={t('stepName')} second={t('stepPrice')} rule={money} />
        </Form.Item>
        <Form.Item name="guarantees" label={t('guarantees')}>
          <Select mode="tags" open={false} placeholder={t('guaranteesHint')} />
        </Form.Item>
        <Form.Item name="partners" label={t('partners')}>
          <Select mode="tags" open={false} placeholder={t('partnersHint')} />
        </Form.Item>
      </Form>
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Modal>
  );
};

type PairsProps = { name: 'talk' | 'pairs' | 'scheme'; first: string; second: string; isLong?: boolean; rule?: object };

const Pairs = ({ name, first, second, isLong = false, rule }: PairsProps) => {
  const t = useText();
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <>
          {rows.map((row) => (
            <div key={row.key} className={css['pair']}>
              <Form.Item name={[row.name, 'name']} noStyle>
                <Input maxLength={100} placeholder={first} aria-label={first} />
              </Form.Item>
              <Form.Item
                name={[row.name, 'value']}
                {...(rule === undefined ? { noStyle: true } : { rules: [rule], style: { margin: 0 } })}
              >
                {isLong ? (
                  <Input.TextArea
                    maxLength={2000}
                    autoSize={{ minRows: 1, maxRows: 4 }}
                    placeholder={second}
                    aria-label={second}
                  />
                ) : (
                  <Input maxLength={2000} placeholder={second} aria-label={second} />
                )}
              </Form.Item>
              <Button type="text" icon={<DeleteOutlined />} aria-label={t('remove')} onClick={() => remove(row.name)} />
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({})}>
            {t('addRow')}
          </Button>
        </>
      )}
    </Form.List>
  );
};

const unsaid = (t: ReturnType<typeof useText>, name: FlagName, product: Product | null): string => {
  const rule =
    name === 'sevenDayReturn'
      ? product?.categorySevenDayReturn
      : name === 'freeShipping'
        ? product?.categoryFreeShipping
        : null;
  return rule === null || rule === undefined ? t('unsaid') : t('byCategory', { what: t(rule ? 'yes' : 'no') });
};

const fieldsOf = (product: Product | null): Partial<Fields> => {
  if (product === null) return Object.fromEntries(flagNames.map((name) => [name, '']));
  const { sheet } = product;
  const plain: Omit<Sheet, FlagName> = sheet;
  return {
    ...plain,
    item: product.item,
    priceText: bare(sheet.price),
    scheme: (sheet.priceScheme ?? []).map((step) => ({ name: step.name, value: bare(step.price) })),
    pairs: Object.entries(sheet.attributes ?? {}).map(([name, value]) => ({ name, value })),
    talk: (sheet.answers ?? []).map((one) => ({ name: one.topic, value: one.text })),
    guarantees: sheet.guarantees ?? [],
    partners: sheet.partners ?? [],
    ...Object.fromEntries(flagNames.map((name) => [name, sheet[name] === null ? '' : sheet[name] ? 'yes' : 'no'])),
  };
};

const full = (pairs: Pair[] | undefined) =>
  (pairs ?? [])
    .map((pair) => ({ name: pair.name?.trim() ?? '', value: pair.value?.trim() ?? '' }))
    .filter((pair) => pair.name !== '' && pair.value !== '');

/** What the form does not show (day of the list, other flags) stays as it was. */
const sheetOf = ({ priceText, scheme, pairs, talk, ...rest }: Fields, before: Sheet | null) => ({
  ...before,
  ...rest,
  price: fenOf(priceText ?? '') ?? null,
  priceScheme: full(scheme).map((pair) => ({ name: pair.name, price: fenOf(pair.value) ?? 0 })),
  attributes: Object.fromEntries(full(pairs).map((pair) => [pair.name, pair.value])),
  answers: full(talk).map((pair) => ({ topic: pair.name, text: pair.value })),
  ...Object.fromEntries(
    flagNames.map((name) => [name, rest[name] === 'yes' ? true : rest[name] === 'no' ? false : null]),
  ),
});
