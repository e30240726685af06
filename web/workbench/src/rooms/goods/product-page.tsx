import { useState } from 'react';
import { Alert, App, Button, Checkbox, InputNumber } from 'antd';
import { Link, useParams } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { useMay, useShop } from '@/shared/session';
import { shortMoment, yuan } from '@/shared/time/format';
import { useNow } from '@/shared/time/now';
import { Page, Section } from '@/shared/ui/page';
import { Loading, LoadFailed, NoRight } from '@/shared/ui/states';
import css from './goods.module.css';
import { FlagTags, StockMark } from './marks';
import { ProductForm } from './product-form';
import { ProductHistory } from './product-history';
import { useText } from './text';
import { useGoodsAct, useProduct } from './use-goods';
import type { Product } from './wire';

export const ProductPage = () => {
  const t = useText();
  const { item = '' } = useParams();
  const mayRead = useMay('shop.product.read');
  const product = useProduct(item);
  const { message } = App.useApp();
  const [edits, setEdits] = useState(false);
  const act = useGoodsAct<Product>((now) => void message.success(t(now.isArchived ? 'archived' : 'saved')));
  if (!mayRead) return <NoRight right={t('right')} />;
  const one = product.data;
  return (
    <Page
      title={one?.sheet.title ?? t('product')}
      actions={
        <>
          <Link to="/goods">{t('back')}</Link>
          {one?.mayEdit === true && (
            <>
              <Button
                loading={act.isPending}
                onClick={() =>
                  act.mutate({
                    path: `/products/${encodeURIComponent(item)}/${one.isArchived ? 'restore' : 'archive'}`,
                    body: {},
                  })
                }
              >
                {t(one.isArchived ? 'restore' : 'archive')}
              </Button>
              <Button type="primary" onClick={() => setEdits(true)}>
                {t('edit')}
              </Button>
            </>
          )}
        </>
      }
    >
      {product.isPending && <Loading rows={10} />}
      {product.isError && <LoadFailed error={product.error} onRetry={() => void product.refetch()} />}
      {act.isError && <Alert className={css['banner'] ?? ''} type="error" title={toProblem(act.error).detail} />}
      {one !== undefined && <Sheet product={one} />}
      {edits && one !== undefined && (
        <ProductForm product={one} onCancel={() => setEdits(false)} onSaved={() => setEdits(false)} />
      )}
    </Page>
  );
};

const texts = [
  'sellingPoints',
  'features',
  'material',
  'craft',
  'process',
  'sizes',
  'suitableFor',
  'brandMessage',
] as const;

const Sheet = ({ product }: { product: Product }) => {
  const t = useText();
  const { sheet } = product;
  const written = texts.filter((name) => sheet[name] !== null);
  const attributes = Object.entries(sheet.attributes ?? {});
  return (
    <>
      {product.isArchived && <Alert className={css['banner'] ?? ''} type="info" showIcon title={t('archivedText')} />}
      {product.state === 'sold-out' && (
        <Alert className={css['banner'] ?? ''} type="error" showIcon title={t('soldOutHint')} />
      )}
      <div className={css['columns']}>
        <div>
          <Section title={t('basics')}>
            <dl className={css['facts']}>
              <Fact name={t('item')} value={product.item} />
              <Fact name={t('code')} value={sheet.code} />
              <Fact
                name={t('category')}
                value={[sheet.category, product.categoryNote].filter((part) => part !== null).join(' · ')}
              />
              <Fact name={t('price')} value={sheet.price === null ? null : yuan(sheet.price)} />
              {(sheet.priceScheme ?? []).map((step) => (
                <Fact key={step.name} name={step.name} value={yuan(step.price)} />
              ))}
              <Fact name={t('audienceLine')} value={sheet.audienceLine} />
              <dt>{t('flags')}</dt>
              <dd>
                <FlagTags flags={product.flags} all />
                {inherited(product) && <span className={css['quiet']}>{t('fromCategory')}</span>}
              </dd>
              <Fact name={t('otherFlags')} value={sheet.otherFlags} />
              <Fact name={t('guarantees')} value={sheet.guarantees?.join(sharedText('listMark')) ?? null} />
              {written.map((name) => (
                <Fact key={name} name={t(name)} value={sheet[name]} />
              ))}
              {attributes.map(([name, value]) => (
                <Fact key={name} name={name} value={value} />
              ))}
            </dl>
            {written.length + attributes.length === 0 && <p className={css['quiet']}>{t('nothingWritten')}</p>}
            {sheet.asOf !== null && <p className={css['quiet']}>{t('asOf', { day: sheet.asOf })}</p>}
          </Section>
          {(sheet.answers ?? []).length > 0 && (
            <Section title={t('answers')}>
              {(sheet.answers ?? []).map((one) => (
                <p key={one.topic} className={css['answer']}>
                  <strong>{one.topic}</strong>
                  {one.text}
                </p>
              ))}
            </Section>
          )}
          {product.partners.length > 0 && (
            <Section title={t('partners')}>
              {product.partners.map((one) => (
                <p key={one.item} className={css['answer']}>
                  {one.title === null ? (
                    <>
                      {one.item} <span className={css['quiet']}>{t('unknownItem')}</span>
                    </>
                  ) : (
                    <Link to={`/goods/item/${encodeURIComponent(one.item)}`}>{one.title}</Link>
                  )}{' '}
                  {one.price !== null && yuan(one.price)}
                </p>
              ))}
            </Section>
          )}
        </div>
        <div>
          <Stock key={product.version} product={product} />
          <ProductHistory item={product.item} />
        </div>
      </div>
    </>
  );
};

const inherited = ({ sheet, flags }: Product): boolean =>
  (sheet.freeShipping === null && flags.freeShipping !== null) ||
  (sheet.sevenDayReturn === null && flags.sevenDayReturn !== null);

const Fact = ({ name, value }: { name: string; value: string | null }) =>
  value === null || value === '' ? null : (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );

const Stock = ({ product }: { product: Product }) => {
  const t = useText();
  const { zone } = useShop();
  const now = useNow();
  const { message } = App.useApp();
  const [quantity, setQuantity] = useState<number | null>(product.quantity);
  const [listed, setListed] = useState(product.isListed ?? true);
  const act = useGoodsAct(() => void message.success(t('saved')));
  return (
    <Section title={t('countTitle')}>
      <p>
        <StockMark state={product.state} quantity={product.quantity} />{' '}
        {product.countedAt !== null && (
          <span className={css['quiet']}>{t('countedAt', { at: shortMoment(product.countedAt, zone, now) })}</span>
        )}
      </p>
      {product.mayCount && (
        <div className={css['bar']}>
          <InputNumber
            min={0}
            precision={0}
            aria-label={t('quantity')}
            placeholder={t('quantity')}
            value={quantity}
            onChange={(value) => setQuantity(value)}
          />
          <Checkbox checked={listed} onChange={(event) => setListed(event.target.checked)}>
            {t('listed')}
          </Checkbox>
          <Button
            loading={act.isPending}
            onClick={() =>
              act.mutate({
                path: `/products/${encodeURIComponent(product.item)}/count`,
                body: { quantity, isListed: listed },
              })
            }
          >
            {t('count')}
          </Button>
        </div>
      )}
      {act.isError && <Alert type="error" title={toProblem(act.error).detail} />}
    </Section>
  );
};
