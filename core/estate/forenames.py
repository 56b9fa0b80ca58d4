"""Forenames by origin, women's then men's, the commonest first."""

from typing import Final

FORENAMES: Final = {
    "british": ("""
        Margaret Mary Elizabeth Karen Fiona Susan Catherine Anne Linda Alison Nicola Claire Emma
        Laura Lisa Sarah Jennifer Michelle Angela Julie Jacqueline Patricia Helen Lynn Sandra Moira
        Sheila Morag Mhairi Eilidh Isla Kirsty Heather Gillian Lesley Louise Tracey Sharon Donna
        Amanda Rachel Rebecca Amy Lauren Chloe Emily Sophie Olivia Jessica Megan Erin Shannon
        Rhona Rona Senga Agnes Annie Audrey Barbara Brenda Carol Caroline Cheryl Christine Danielle
        Dawn Deborah Debra Denise Diane Doreen Dorothy Edith Eileen Elaine Ellen Esther Eve Evelyn
        Frances Gail Georgina Grace Hannah Hazel Hilary Irene Isabella Isobel Jane Janet Janice
        Jean Jessie Joan Joanne Joyce Judith June Kate Katherine Kathleen Katie Kayleigh Kelly Kerry
        Kim Leanne Lorna Lorraine Lucy Lynda Lynne Maggie Marion Marjory Maureen Maxine May Mairi
        Natalie Nancy Norma Pamela Paula Pauline Rosemary Ruth Samantha Shirley Shona Stacey
        Stephanie Sylvia Teresa Theresa Tina Toni Valerie Vicky Victoria Violet Wendy Yvonne Zoe
        Ailsa Aileen Beth Bethany Bryony Carly Cara Ceri Charlotte Daisy Ella Ellie Freya Gemma
        Georgia Holly Imogen Ivy Jade Jasmine Jodie Kathryn Keira Kirsten Leigh Lily Lynsey
        Mia Millie Molly Naomi Nikki Niamh Phoebe Poppy Rosie Ruby Skye Tara Tessa Zara""",
        """
        James John William Robert David Thomas Alexander Andrew George Ian Brian Alan Kenneth
        Stephen Steven Colin Gordon Graham Derek Stuart Scott Craig Mark Paul Gary Michael Peter
        Richard Christopher Neil Kevin Martin Barry Keith Douglas Donald Ronald Ross Ryan Lewis
        Callum Calum Jack Connor Liam Daniel Jordan Matthew Adam Aaron Jamie Jonathan Simon Philip
        Phillip Anthony Antony Archibald Arthur Bruce Cameron Charles Clive Clifford Craig Damian
        Darren Dean Dennis Dominic Duncan Edward Eric Ernest Euan Ewan Fergus Finlay Francis Frank
        Fraser Frederick Gareth Gavin Geoffrey Gerald Gerard Gilbert Glen Glenn Grant Greg Gregor
        Hamish Harold Harry Henry Herbert Howard Hugh Iain Innes Irvine Jason Jeffrey Jeremy
        Joseph Joshua Keir Kieran Kyle Lachlan Lawrence Lee Leonard Leslie Logan Luke Magnus
        Malcolm Marcus Maurice Murdo Murray Nathan Neville Nicholas Niall Nigel Norman Oliver Oscar
        Owen Patrick Percy Ralph Raymond Reginald Rhys Roderick Rodney Roger Rory Roy Russell Sam
        Samuel Sandy Sean Shane Shaun Sidney Stanley Stewart Terence Terry Timothy Toby Tony Trevor
        Victor Vincent Walter Warren Wayne Wilfred Zachary Blair Brodie Clark Drew Elliot Ethan
        Evan Gregory Jake Leo Louis Max Noah Rowan Tyler"""),
    "irish": ("""
        Bridget Siobhán Niamh Aoife Ciara Róisín Sinéad Gráinne Maeve Orla Deirdre Eileen Maureen
        Noreen Una Nuala Bernadette Philomena Kathleen Geraldine Caitríona Mary Teresa Annmarie
        Clodagh Fionnuala Aisling Áine Bríd Majella""",
        """
        Patrick Seán Michael Liam Declan Conor Eoin Brendan Kieran Ciarán Cormac Dermot Eamonn
        Gerard Hugh Kevin Malachy Niall Noel Padraig Ruairí Séamus Shay Vincent Aidan Brian Colm
        Diarmuid Fintan"""),
    "polish": ("""
        Anna Katarzyna Agnieszka Małgorzata Joanna Magdalena Monika Ewa Barbara Aleksandra Beata
        Dorota Justyna Karolina Sylwia Iwona Elżbieta Natalia Paulina Patrycja Marta Kinga Weronika
        Zofia Renata Danuta Grażyna Halina Aneta Izabela""",
        """
        Piotr Krzysztof Andrzej Tomasz Paweł Marcin Michał Grzegorz Łukasz Mateusz Jakub Adam Marek
        Dariusz Mariusz Zbigniew Wojciech Rafał Robert Jacek Kamil Artur Sławomir Sebastian Damian
        Przemysław Bartosz Dawid Maciej Stanisław"""),
    "pakistani": ("""
        Fatima Ayesha Aisha Shazia Nasreen Samina Rukhsana Saima Farzana Shabana Zainab Maryam
        Khadija Sadia Naila Razia Shamim Nadia Rabia Sana Hina Iram Kiran Mehwish Naheed Noreen
        Parveen Rehana Robina Rubina Sumaira Tahira Tasleem Uzma Yasmin Zara Zahida""",
        """
        Mohammed Muhammad Imran Asif Tariq Khalid Nadeem Shahid Sajid Zahid Abdul Adeel Adnan Amjad
        Arif Arshad Bilal Faisal Farhan Ghulam Hamza Haroon Hassan Ibrahim Ijaz Irfan Javed Kamran
        Kashif Liaqat Majid Mubashir Naveed Omar Qasim Rashid Rizwan Saqib Tahir Umar Usman Waqas
        Yasir Zafar Zeeshan"""),
    "indian": ("""
        Priya Sunita Anjali Harpreet Manpreet Jaspreet Gurpreet Kavita Meena Neha Pooja Rekha
        Sangeeta Shanti Usha Asha Balwinder Daljit Deepa Geeta Jasmine Kiran Lakshmi Nisha Parminder
        Radha Rajni Simran Sukhwinder Surinder""",
        """
        Rajesh Sanjay Amit Harjit Gurpreet Jaswinder Manjit Sukhdev Rajinder Anil Arjun Ashok Baldev
        Deepak Dinesh Gurdeep Harbhajan Kuldip Mahesh Mohan Nikhil Paramjit Rakesh Ravi Rohit
        Satnam Suresh Vijay Vikram Vinod"""),
    "nigerian": ("""
        Ngozi Chioma Adaeze Funmilayo Folake Ifeoma Amaka Blessing Bukola Chidinma Chinwe Comfort
        Ebele Esther Faith Grace Joy Kemi Mercy Ngọzi Nkechi Oluwaseun Patience Precious Sade
        Temitope Titilayo Yetunde Abena Akosua""",
        """
        Chukwuemeka Emeka Oluwaseun Tunde Adebayo Babajide Chidi Chinedu Chukwudi Daniel Emmanuel
        Femi Godwin Ifeanyi Ikenna Kelechi Kunle Kwame Kofi Nnamdi Obinna Olumide Samuel Segun
        Solomon Sunday Uche Victor Yusuf Gbenga"""),
    "somali": ("""
        Amina Fadumo Hodan Sahra Asha Ayaan Deeqa Faduma Habiba Halima Hibo Ifrah Khadra Ladan Leyla
        Maryan Muna Nasra Nimco Sagal Shukri Ubah Warsan Zahra Zeinab""",
        """
        Abdi Mohamed Ahmed Abdirahman Abdullahi Ali Bashir Dahir Farah Guled Hassan Hussein Ibrahim
        Ismail Jama Khalid Liban Mahad Mohamud Mukhtar Mustafa Nur Omar Said Yusuf Zakaria"""),
    "arabic": ("""
        Layla Nour Rania Huda Mariam Samira Amal Dina Fatima Ghada Hala Hanan Iman Jamila Khadija
        Lina Maha Mona Nadia Noor Rana Reem Salma Sawsan Yasmin Zainab""",
        """
        Ahmad Omar Khaled Mahmoud Youssef Bassam Faisal Fadi Ghassan Hani Hassan Hisham Hussein
        Ibrahim Jamal Kareem Mazen Mohammad Nabil Rami Sami Samir Tarek Walid Yasser Ziad"""),
    "chinese": ("""
        Mei Xiu Ying Li Na Fang Yan Jing Min Hui Ling Xiaoyan Yuk-Ling Mei-Ling Wai-Yee Siu-Fong Lan
        Hong Qian Yun Xin Rui Thi_Lan Thuy Linh Hương""",
        """
        Wei Jun Ming Jian Hao Feng Lei Qiang Tao Chun Ka-Ming Wai-Man Chi-Keung Kwok-Wai Bo Cheng
        Dong Gang Guang Hai Jie Kai Long Peng Van_Minh Tuấn"""),
    "ukrainian": ("""
        Olena Oksana Iryna Nataliia Tetiana Svitlana Yuliia Kateryna Mariia Halyna Olha Anastasiia
        Daryna Hanna Inna Khrystyna Larysa Liudmyla Nadiia Valentyna Viktoriia Yana Zoia""",
        """
        Oleksandr Andrii Serhii Volodymyr Dmytro Ivan Mykola Vasyl Yurii Bohdan Borys Denys Ihor
        Kyrylo Maksym Mykhailo Oleh Pavlo Petro Roman Ruslan Taras Viktor Vitalii Yevhen"""),
    "romanian": ("""
        Maria Elena Ioana Andreea Mihaela Cristina Daniela Alina Gabriela Ana Ștefania Roxana Simona
        Raluca Monica Mirela Loredana Georgiana Florentina Camelia Adina Bianca Carmen Corina Denisa
        Diana Rasa Ilze Zsófia Jitka""",
        """
        Andrei Ion Alexandru Mihai Gheorghe Ionuț Cristian Adrian Marian Bogdan Florin Vasile
        Constantin Daniel Dumitru Gabriel George Iulian Laurențiu Marius Nicolae Ovidiu Răzvan Sorin
        Ștefan Vlad Vytautas Jānis László Jiří"""),
    "iberian": ("""
        Ana Maria Inês Beatriz Carla Catarina Cláudia Filipa Helena Isabel Joana Lúcia Margarida
        Patrícia Rita Sílvia Sofia Teresa Carmen Dolores Lucía Pilar Rocío Begoña""",
        """
        João José António Carlos Fernando Francisco Hugo Jorge Luís Manuel Miguel Nuno Paulo Pedro
        Ricardo Rui Tiago Alejandro Andrés Javier Jesús Joaquín Raúl Íñigo"""),
    "turkish": ("""
        Ayşe Fatma Emine Hatice Zeynep Elif Merve Özlem Gülşen Sevgi Esra Büşra Derya Filiz Hülya
        Melek Nuray Pınar Sibel Tuğba Yasemin Arjeta Vjosa""",
        """
        Mehmet Mustafa Ahmet Ali Hüseyin Hasan İbrahim Murat Ömer Osman Emre Burak Can Cem Deniz
        Ercan Gökhan Kemal Onur Orhan Serkan Süleyman Tolga Uğur Arben Besnik"""),
    "eritrean": ("""
        Selam Abeba Almaz Eden Freweini Genet Hana Hiwet Lemlem Letebrhan Mehret Miriam Mulu Rahel
        Saba Senait Tsehay Winta Yordanos Zufan""",
        """
        Tesfay Abel Amanuel Bereket Berhane Daniel Dawit Efrem Filmon Girmay Habtom Kidane Kiflom
        Merhawi Mikael Natnael Robel Samson Yonas Yohannes"""),
}  # fmt: skip
