import { useDeferredValue, useState } from 'react';
import { Button, Input } from 'antd';
import { Link } from 'react-router';
import { toProblem } from '@/shared/api/problem';
import { sharedText } from '@/shared/i18n/shared-text';
import { yuan } from '@/shared/time/format';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { DeliveryTo } from './delivery-to';
import css from './goods.module.css';
import { FlagTags, StockMark } from './marks';
import { plainYuan } from './price';
import { useText } from './text';
import { useFoundProducts, useProduct } from './use-goods';
import type { Product } from './wire';

type Looked = { id: string; title: string };
type ProductCardBody = { id: string; title: string; price?: string };

type BlockProps = {
  conversation: string;
  /** What the buyer looks at, as the page or a card said it. */
  looked: Looked | null;
  /** What the buyer said, the newest first: a place may be named in it. */
  said?: readonly string[];
  /** Null where nothing can be written. Lays words into the box and sends nothing. */
  onInsert: ((text: string) => void) | null;
  /** Sends a card at once; null where nothing can be sent. */
  onCard: ((card: ProductCardBody) => void) | null;
};

// Which product was chosen for a conversation; gone with the tab.
const chosenAt = new Map<string, string>();

/** The product a buyer talks about with what may be said of it, and the way to the buyer's region. */
export const ProductBlock = ({ conversation, looked, said, onInsert, onCard }: BlockProps) => {
  const t = useText();
  const [chosen, setChosen] = useState(chosenAt.get(conversation) ?? null);
  const item = chosen ?? looked?.id ?? null;
  const product = useProduct(item);
  const choose = (one: string) => {
    chosenAt.set(conversation, one);
    setChosen(one);
  };
  const isMissing = product.isError && toProblem(product.error).status === 404;
  return (
    <div className={css['here']}>
      {item === null && <span className={css['quiet']}>{t('noProduct')}</span>}
      {item !== null && product.isPending && <Loading rows={3} />}
      {isMissing && <span className={css['quiet']}>{t('notInBook', { title: looked?.title ?? item ?? '' })}</span>}
      {product.isError && !isMissing && <LoadFailed error={product.error} onRetry={() => void product.refetch()} />}
      {product.data !== undefined && <Facts product={product.data} onInsert={onInsert} onCard={onCard} />}
      <Choose onChoose={choose} />
      <strong>{t('deliveryTo')}</strong>
      <DeliveryTo key={conversation} place={conversation} said={said} onInsert={onInsert ?? undefined} />
    </div>
  );
};

const hasNone = (one: { state: string }): boolean => one.state === 'sold-out' || one.state === 'gone';

const Choose = ({ onChoose }: { onChoose: (item: string) => void }) => {
  const t = useText();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const found = useFoundProducts(q);
  // What is there comes first: what has no stock is not to be offered.
  const products = (q === '' ? [] : (found.data?.products ?? [])).toSorted(
    (a, b) => Number(hasNone(a)) - Number(hasNone(b)),
  );
  const take = (item: string) => {
    onChoose(item);
    setTyped('');
  };
  return (
    <>
      <Input
        allowClear
        size="small"
        placeholder={t('findHint')}
        aria-label={t('findProduct')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => products[0] !== undefined && take(products[0].item)}
      />
      {q !== '' && found.data !== undefined && products.length === 0 && (
        <span className={css['quiet']}>{t('nothingFound')}</span>
      )}
      {products.length > 0 && (
        <ul className={css['found']}>
          {products.map((one) => (
            <li key={one.item}>
              <button type="button" onClick={() => take(one.item)}>
                {one.title} <span className={css['quiet']}>{one.price === null ? '' : yuan(one.price)}</span>{' '}
                {hasNone(one) && <StockMark state={one.state} quantity={one.quantity} />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

type FactsProps = { product: Product } & Pick<BlockProps, 'onInsert' | 'onCard'>;

const Facts = ({ product, onInsert, onCard }: FactsProps) => {
  const t = useText();
  const { sheet } = product;
  return (
    <>
      <Link to={`/goods/item/${encodeURIComponent(product.item)}`} title={t('openProduct')}>
        {sheet.title}
      </Link>
      <Fact
        onInsert={onInsert}
        say={sheet.price === null ? null : t('sayPrice', { title: sheet.title, price: plainYuan(sheet.price) })}
      >
        {sheet.price !== null && <strong>{yuan(sheet.price)}</strong>}{' '}
        <StockMark state={product.state} quantity={product.quantity} />
      </Fact>
      {(sheet.priceScheme ?? []).map((step) => (
        <Fact
          key={step.name}
          onInsert={onInsert}
          say={t('sayPriceStep', { name: step.name, price: plainYuan(step.price) })}
        >
          <span className={css['quiet']}>{step.name}</span> {yuan(step.price)}
        </Fact>
      ))}
      {product.state === 'sold-out' && <span className={css['warn']}>{t('saySoldOut')}</span>}
      {product.state === 'unlisted' && <span className={css['quiet']}>{t('sayUnlisted')}</span>}
      <Fact onInsert={onInsert} say={flagWords(t, product)}>
        <FlagTags flags={product.flags} all />
      </Fact>
      {product.categoryNote !== null && <span className={css['quiet']}>{product.categoryNote}</span>}
      {sheetFacts(t, sheet).map(({ name, value }) => (
        <Fact key={name} onInsert={onInsert} say={t('pair', { name, value })}>
          <span className={css['quiet']}>{name}</span> {value}
        </Fact>
      ))}
      {(sheet.answers ?? []).map((one) => (
        <Fact key={one.topic} onInsert={onInsert} say={one.text}>
          <strong>{one.topic}</strong>
          <div className={css['quiet']}>{one.text}</div>
        </Fact>
      ))}
      {onCard !== null && (
        <Button
          size="small"
          disabled={hasNone(product)}
          title={hasNone(product) ? t('notOffered') : undefined}
          onClick={() =>
            onCard({
              id: product.item,
              title: sheet.title,
              ...(sheet.price === null ? {} : { price: plainYuan(sheet.price) }),
            })
          }
        >
          {t('sendCard')}
        </Button>
      )}
    </>
  );
};

const Fact = ({
  say,
  onInsert,
  children,
}: {
  say: string | null;
  onInsert: BlockProps['onInsert'];
  children: React.ReactNode;
}) => {
  const t = useText();
  return (
    <div className={css['fact']}>
      <span>{children}</span>
      {onInsert !== null && say !== null && (
        <Button size="small" onClick={() => onInsert(say)}>
          {t('insert')}
        </Button>
      )}
    </div>
  );
};

const told = [
  'material',
  'sizes',
  'features',
  'craft',
  'process',
  'suitableFor',
  'audienceLine',
  'sellingPoints',
] as const;

/** What the sheet says of the goods, each under its name. */
const sheetFacts = (t: ReturnType<typeof useText>, sheet: Product['sheet']): { name: string; value: string }[] => [
  ...told.flatMap((field) => {
    const value = sheet[field];
    return value === null ? [] : [{ name: t(field), value }];
  }),
  ...(sheet.guarantees === null
    ? []
    : [{ name: t('guarantees'), value: sheet.guarantees.join(sharedText('listMark')) }]),
  ...Object.entries(sheet.attributes ?? {}).map(([name, value]) => ({ name, value })),
];

/** What of the flags a buyer may be told, as sentences. */
const flagWords = (t: ReturnType<typeof useText>, { flags }: Product): string | null => {
  const said = [
    flags.freeShipping === null ? '' : t(flags.freeShipping ? 'sayFlag_freeShipping' : 'sayFlag_no-freeShipping'),
    flags.sevenDayReturn === null
      ? ''
      : t(flags.sevenDayReturn ? 'sayFlag_sevenDayReturn' : 'sayFlag_no-sevenDayReturn'),
    flags.discountable === false ? t('sayFlag_no-discountable') : '',
  ].join('');
  return said === '' ? null : said;
};
