/** The page behind a share link: the graph, and nothing else. */

import "./styles/index.css";
