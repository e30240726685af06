import { Tabs } from 'antd';
import { useLocation, useNavigate } from 'react-router';

/** The pages of a room beside each other; the keys are their addresses. */
export const PageTabs = ({
  className,
  pages,
}: {
  className: string | undefined;
  pages: { key: string; label: string }[];
}) => {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return <Tabs className={className ?? ''} activeKey={pathname} onChange={(to) => void navigate(to)} items={pages} />;
};
