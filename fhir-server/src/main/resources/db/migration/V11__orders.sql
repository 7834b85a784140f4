create sequence loop.bag_code;
create sequence loop.wristband_code;
create sequence loop.filler_order;

-- Which bag fulfils which prescription lines, and by which recipe a later line finds its bags.
create table loop.bag_line (
    bag    text not null,
    line   text not null,
    recipe text not null,
    primary key (bag, line)
);
create index bag_line_line on loop.bag_line (line);
-- "patient|recipe": found with the patient, and without, when the patient is not known yet.
create index bag_line_recipe on loop.bag_line (recipe text_pattern_ops);
create index bag_line_recipe_of_any on loop.bag_line (substr(recipe, strpos(recipe, '|') + 1));
