import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { useMay } from '@/shared/session';
import { Page } from '@/shared/ui/page';
import { PageTabs } from '@/shared/ui/page-tabs';
import { NoRight } from '@/shared/ui/states';
import { AnnoyingView } from './annoying-view';
import { HitsView } from './hits-view';
import { NearView } from './near-view';
import css from './overview.module.css';
import { ProposalsView } from './proposals-view';
import { RingsView } from './rings-view';
import { SpanPicker } from './span-picker';
import { useText } from './text';
import { useSpan } from './use-overview';

type Tab = 'rings' | 'annoying' | 'proposals' | 'near' | 'mine';

/** The guard seen from above; an agent sees what is their own. */
export const OverviewPage = () => {
  const t = useText();
  const mayUse = useMay('guard.hit.read');
  const seesAll = useMay('guard.hit.read-all');
  const { tab } = useParams();
  const [span, setSpan] = useSpan();
  const tabs: Tab[] = seesAll ? ['rings', 'annoying', 'proposals', 'near', 'mine'] : ['mine', 'proposals'];
  const shown = tabs.find((one) => one === tab) ?? tabs[0]!;
  if (!mayUse && !seesAll)
    return (
      <Page title={t('title')}>
        <NoRight right={t('right')} />
      </Page>
    );
  return (
    <Page
      title={t('title')}
      actions={
        <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <PageTabs
        className={css['tabs']}
        pages={tabs.map((one, index) => ({ key: index === 0 ? '/guard' : `/guard/${one}`, label: t(one) }))}
      />
      {shown !== 'near' && shown !== 'proposals' && <SpanPicker span={span} onChange={setSpan} />}
      {shown === 'rings' && <RingsView span={span} />}
      {shown === 'annoying' && <AnnoyingView span={span} />}
      {shown === 'proposals' && <ProposalsView />}
      {shown === 'near' && <NearView />}
      {shown === 'mine' && <HitsView span={span} filter={{ mine: true }} isOwn />}
      <p className={css['privacy']}>{t('privacy')}</p>
    </Page>
  );
};
