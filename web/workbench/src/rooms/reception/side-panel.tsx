import { Suspense, useMemo, type ReactNode } from 'react';
import { ArrowLeftOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { BuyerDossier } from '@/rooms/customers';
import { ProductBlock } from '@/rooms/goods';
import { LatestOrders } from '@/rooms/orders';
import { ItemPolicies, ItemPromotions } from '@/rooms/offers';
import { ConversationPromises } from '@/rooms/promises';
import { late } from '@/shared/late';
import { useMay } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { isBoolean, remembered } from '@/shared/store/remembered';
import { useStore, type Store } from '@/shared/store/store';
import { Avatar } from '@/shared/ui/avatar';
import { Card } from './content';
import { guidesOpen, openedTopic, policiesOpen } from './opened-topic';
import { PastConversations } from './past-conversations';
import css from './side-panel.module.css';
import { useText } from './text';
import { useEntry, useLive, useThread, useView } from './use-live';
import type { Head } from './wire';

// Folded at first and heavy with fields: loaded when somebody opens them.
const Guides = late(() => import('./floor/guides').then((m) => m.Guides));
const AskHelp = late(() => import('./floor/help/ask-help').then((m) => m.AskHelp));

const opened = {
  buyer: remembered('reception.panel.buyer', true, isBoolean),
  dossier: remembered('reception.panel.dossier', true, isBoolean),
  context: remembered('reception.panel.context', true, isBoolean),
  orders: remembered('reception.panel.orders', true, isBoolean),
  goods: remembered('reception.panel.goods', true, isBoolean),
  promotions: remembered('reception.panel.promotions', true, isBoolean),
  policies: policiesOpen,
  promises: remembered('reception.panel.promises', true, isBoolean),
  help: remembered('reception.panel.help', false, isBoolean),
  guides: guidesOpen,
  past: remembered('reception.panel.past', true, isBoolean),
  record: remembered('reception.panel.record', false, isBoolean),
};

type PanelProps = { c: string; onBack: () => void; onOpen: (c: string) => void };

export const SidePanel = ({ c, onBack, onOpen }: PanelProps) => {
  const t = useText();
  const entry = useEntry(c);
  const mayBuyers = useMay('shop.buyer.read');
  const mayOrders = useMay('orders.order.read');
  const mayGoods = useMay('shop.product.read');
  const mayPromises = useMay('promises.promise.read');
  const mayPromotions = useMay('shop.promotion.read');
  const mayPolicies = useMay('shop.policy.read');
  const maySend = useMay('reception.message.send');
  const live = useLive();
  const topic = useStore(openedTopic);
  if (entry === undefined) return null;
  const { head } = entry;
  const insert =
    maySend && head.state !== 'closed' ? (words: string) => live.drafts.put(head.id, 'reply', words) : undefined;
  return (
    <aside className={css['panel']} aria-label={t('panel')}>
      <Button className={css['back'] ?? ''} type="text" icon={<ArrowLeftOutlined />} onClick={onBack}>
        {head.buyer.name}
      </Button>
      <Block title={t('buyer')} isOpen={opened.buyer}>
        <Buyer head={head} />
      </Block>
      {mayBuyers && (
        <Block title={t('dossier')} isOpen={opened.dossier}>
          <Suspense fallback={null}>
            <BuyerDossier key={head.buyer.id} buyer={head.buyer.id} />
          </Suspense>
        </Block>
      )}
      <Block title={t('context')} isOpen={opened.context}>
        <Context head={head} />
      </Block>
      {mayOrders && (
        <Block title={t('orders')} isOpen={opened.orders}>
          <Suspense fallback={null}>
            <LatestOrders key={head.id} conversation={head.id} onInsert={insert} />
          </Suspense>
        </Block>
      )}
      {mayGoods && (
        <Block title={t('goods')} isOpen={opened.goods}>
          <Suspense fallback={null}>
            <Goods key={head.id} head={head} />
          </Suspense>
        </Block>
      )}
      {mayPromotions && (
        <Block title={t('promotions')} isOpen={opened.promotions}>
          <Suspense fallback={null}>
            <ItemPromotions item={head.product?.id} onInsert={insert} />
          </Suspense>
        </Block>
      )}
      {mayPolicies && (
        <Block title={t('policies')} isOpen={opened.policies}>
          <Suspense fallback={null}>
            <ItemPolicies
              key={head.product?.id ?? ''}
              item={head.product?.id}
              opens={topic?.c === head.id ? topic.policy : null}
              onInsert={insert}
            />
          </Suspense>
        </Block>
      )}
      {mayPromises && (
        <Block title={t('promises')} isOpen={opened.promises}>
          <Suspense fallback={null}>
            <ConversationPromises key={head.id} conversation={head.id} />
          </Suspense>
        </Block>
      )}
      <Block title={t('guides')} isOpen={opened.guides}>
        <Suspense fallback={null}>
          <Guides head={head} />
        </Suspense>
      </Block>
      <Block title={t('askHelp')} isOpen={opened.help}>
        <Suspense fallback={null}>
          <AskHelp key={head.id} head={head} />
        </Suspense>
      </Block>
      <Block title={t('past')} isOpen={opened.past}>
        <PastConversations key={head.buyer.id} head={head} onOpen={onOpen} />
      </Block>
      <Block title={t('record')} isOpen={opened.record}>
        <RecordFacts head={head} />
      </Block>
    </aside>
  );
};

const Block = ({ title, isOpen, children }: { title: string; isOpen: Store<boolean>; children: ReactNode }) => {
  const open = useStore(isOpen);
  return (
    <section className={css['block']}>
      <h2 className={css['blockHead']}>
        <button type="button" aria-expanded={open} onClick={() => isOpen.set(!open)}>
          <DownOutlined className={css['arrow']} />
          {title}
        </button>
      </h2>
      {open && <div className={css['blockBody']}>{children}</div>}
    </section>
  );
};

const identityWords = { signed: 'identitySigned', claimed: 'identityClaimed', anonymous: 'identityAnonymous' } as const;

const Buyer = ({ head }: { head: Head }) => {
  const t = useText();
  const maySeeBuyer = useMay('shop.buyer.read');
  return (
    <>
      <div className={css['buyer']}>
        <Avatar name={head.buyer.name} seed={head.buyer.id} size={40} />
        <div className={css['buyerWords']}>
          <div className={css['buyerName']}>
            {maySeeBuyer ? (
              <Link to={`/customers/${head.buyer.id}?from=${head.id}`} title={t('buyerPage')}>
                {head.buyer.name}
              </Link>
            ) : (
              head.buyer.name
            )}
          </div>
          <div className={css['quiet']} data-identity={head.buyer.identity}>
            {t(identityWords[head.buyer.identity])}
          </div>
        </div>
      </div>
      <dl className={css['facts']}>
        <Fact name={t('channel')} value={head.channelName} />
        {head.team !== null && <Fact name={t('team')} value={head.team.name} />}
        {head.buyer.note ? <Fact name={t('remark')} value={head.buyer.note} /> : null}
      </dl>
      {head.tags.length > 0 && (
        <div className={css['tags']}>
          {head.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </div>
      )}
    </>
  );
};

const Context = ({ head }: { head: Head }) => {
  const t = useText();
  const live = useLive();
  if (head.product === null && head.page === null) return <p className={css['quiet']}>{t('noContext')}</p>;
  const { product } = head;
  return (
    <>
      {product !== null && (
        <div className={css['context']}>
          <Card card={product} />
          <Button
            size="small"
            onClick={() => live.send({ c: head.id, kind: 'card', text: '', card: { ...product, kind: 'product' } })}
            disabled={head.state === 'closed'}
          >
            {t('send')}
          </Button>
        </div>
      )}
      {head.page !== null && (
        <p className={css['page']}>
          {/^https?:\/\//.test(head.page.url) ? (
            <a href={head.page.url} target="_blank" rel="noopener noreferrer nofollow" title={head.page.url}>
              {head.page.title || head.page.url}
            </a>
          ) : (
            head.page.title || head.page.url
          )}
        </p>
      )}
    </>
  );
};

const newest = 20;

const Goods = ({ head }: { head: Head }) => {
  const live = useLive();
  const messages = useThread(head.id)?.messages;
  const said = useMemo(
    () =>
      (messages ?? [])
        .filter((one) => one.message.sender === 'buyer' && one.message.text !== '')
        .slice(-newest)
        .map((one) => one.message.text)
        .reverse(),
    [messages],
  );
  const maySend = useMay('reception.message.send');
  const isOpen = head.state !== 'closed' && maySend;
  return (
    <ProductBlock
      conversation={head.id}
      looked={head.product}
      said={said}
      onInsert={isOpen ? (text) => live.drafts.put(head.id, 'reply', text) : null}
      onCard={
        isOpen ? (card) => live.send({ c: head.id, kind: 'card', text: '', card: { ...card, kind: 'product' } }) : null
      }
    />
  );
};

const RecordFacts = ({ head }: { head: Head }) => {
  const t = useText();
  const zone = useView((view) => view.shop.zone);
  return (
    <>
      <dl className={css['facts']}>
        <Fact name={t('record')} value={t('number', { n: head.number })} />
        <Fact name={t('openedAt')} value={fullMoment(head.openedAt, zone)} />
        {head.closedAt !== null && <Fact name={t('closedAt')} value={fullMoment(head.closedAt, zone)} />}
      </dl>
      <p className={css['quiet']}>{t('messageCount', { n: head.lastSeq, m: head.buyerCount })}</p>
      {head.reopened > 0 && <p className={css['quiet']}>{t('reopenedTimes', { n: head.reopened })}</p>}
      <p className={css['quiet']}>{t('permanent')}</p>
    </>
  );
};

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div className={css['fact']}>
    <dt>{name}</dt>
    <dd title={value}>{value}</dd>
  </div>
);
